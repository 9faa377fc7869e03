// A part of a page that is still under way fetches itself again until it is finished:
// <div id="job" data-poll="2000">. Its role="status" reads out only what has changed.
;(function () {
  function watch(part) {
    const every = Number(part.dataset.poll)
    if (!part.id || !every) return
    window.setTimeout(async () => {
      let next = null
      try {
        const answer = await fetch(window.location.href)
        if (answer.ok && !answer.redirected) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html")
          next = page.getElementById(part.id)
        }
      } catch {
        // No connection: it is tried again.
      }
      if (!next) return watch(part)
      if (!next.dataset.poll) return finish(part, next)
      refresh(part, next)
      watch(part)
    }, every)
  }

  // The status itself stays in place, so that a screen reader hears it change.
  function refresh(part, next) {
    const [before, after] = [part, next].map((one) => one.querySelector("[role=status]"))
    if (before && after) {
      if (before.innerHTML !== after.innerHTML) before.innerHTML = after.innerHTML
      after.replaceWith(before)
    }
    part.replaceChildren(...next.childNodes)
  }

  function finish(part, next) {
    refresh(part, next)
    delete part.dataset.poll
  }

  document.querySelectorAll("[data-poll]").forEach(watch)
})()
