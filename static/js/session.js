// Warns before the session ends. Data stay in attributes: idle seconds, seconds of warning.
// Any page of the same person, in any tab, that talks to the server restarts the clock.
;(function () {
  const dialog = document.querySelector("[data-session]")
  if (!dialog || typeof dialog.showModal !== "function") return
  const idle = Number(dialog.dataset.idleSeconds) * 1000
  const warn = Number(dialog.dataset.warnSeconds) * 1000
  const left = dialog.querySelector("[data-session-left]")
  const spoken = dialog.querySelector("[data-session-spoken]")
  const form = dialog.querySelector("form")
  const channel = window.BroadcastChannel ? new BroadcastChannel("candour-session") : null
  let ends
  let lastSpoken = ""

  function restart(tell) {
    ends = Date.now() + idle
    if (dialog.open) dialog.close()
    if (tell && channel) channel.postMessage("alive")
  }

  function words(milliseconds) {
    const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
    if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`
    return seconds === 1 ? "1 second" : `${seconds} seconds`
  }

  function tick() {
    const remaining = ends - Date.now()
    if (remaining <= 0) {
      window.location.reload()
      ends = Infinity
    } else if (remaining <= warn) {
      if (!dialog.open) dialog.showModal()
      left.textContent = words(remaining)
      // Read aloud each half minute, not each second.
      const saying = words(Math.ceil(remaining / 30000) * 30000)
      if (saying !== lastSpoken) spoken.textContent = `You will be signed out in ${saying}.`
      lastSpoken = saying
    }
  }

  async function stay(event) {
    if (event.submitter && event.submitter.hasAttribute("formaction")) return
    event.preventDefault()
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) })
      if (answer.ok && !answer.redirected) return restart(true)
    } catch {
      // No connection: the countdown goes on, and the person can press again.
    }
    spoken.textContent = "That did not work. Try again."
  }

  form.addEventListener("submit", stay)
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault()
    form.requestSubmit(dialog.querySelector("[data-session-stay]"))
  })
  if (channel) channel.addEventListener("message", () => restart(false))
  document.addEventListener("candour:alive", () => restart(true))
  restart(true)
  window.setInterval(tick, 1000)
})()
