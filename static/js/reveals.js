// Shows the controls that belong to a chosen radio or checkbox. Ours instead of GOV.UK's,
// which marks radios with an attribute that they may not have.
;(function () {
  const choices = () => document.querySelectorAll("[data-reveals]")

  function sync() {
    choices().forEach((choice) => {
      const more = document.getElementById(choice.dataset.reveals)
      if (!more) return
      const kind = choice.type === "radio" ? "radios" : "checkboxes"
      more.classList.toggle(`govuk-${kind}__conditional--hidden`, !choice.checked)
    })
  }

  document.addEventListener("change", (event) => {
    if (/^(radio|checkbox)$/.test(event.target.type)) sync()
  })
  // Browsers restore choices on Back after the page is ready.
  window.addEventListener("pageshow", sync)
  sync()
})()
