// Keeps what is typed: a form with data-draft-url posts itself there every twenty seconds
// and when the person looks away, and says so in its [data-draft-status].
;(function () {
  const EVERY = 20000

  document.querySelectorAll("form[data-draft-url]").forEach((form) => {
    const status = form.querySelector("[data-draft-status]")
    let saved = contents()
    let busy = false
    let sent = false

    function contents() {
      const data = new FormData(form)
      for (const [name, value] of [...data.entries()]) {
        if (value instanceof File) data.delete(name)
      }
      return data
    }

    const text = (data) => new URLSearchParams([...data.entries()]).toString()

    async function keep(last) {
      const now = contents()
      if (sent || busy || text(now) === text(saved)) return
      busy = true
      try {
        const answer = await fetch(form.dataset.draftUrl, {
          method: "POST",
          body: now,
          keepalive: last === true && text(now).length < 60000,
        })
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
        saved = now
        say(`Draft kept at ${clock()}`)
        document.dispatchEvent(new CustomEvent("candour:alive"))
      } catch {
        say("The draft could not be kept. It will be tried again.")
      } finally {
        busy = false
      }
    }

    function say(words) {
      if (status) status.textContent = words
    }

    function clock() {
      return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
    }

    form.addEventListener("submit", () => {
      sent = true
    })
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) keep()
    })
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") keep(true)
    })
    window.setInterval(keep, EVERY)
  })
})()
