// The filter panel folds. On a narrow screen it starts folded, so that the list comes first.
;(function () {
  document.querySelectorAll('[data-module="candour-fold"]').forEach((panel) => {
    const body = panel.querySelector("[data-fold-body]")
    const title = panel.querySelector("h2")
    if (!body || !title) return
    const button = document.createElement("button")
    button.type = "button"
    button.className = "app-fold"
    button.textContent = title.textContent
    button.setAttribute("aria-controls", body.id)
    title.textContent = ""
    title.append(button)

    const set = (open) => {
      button.setAttribute("aria-expanded", String(open))
      body.hidden = !open
    }
    button.addEventListener("click", () => set(body.hidden))
    const wrong = body.querySelector(".govuk-error-message")
    set(Boolean(wrong) || window.matchMedia("(min-width: 48em)").matches)
  })
})()
