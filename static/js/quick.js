// The summary beside a list of cases: Esc closes it, unless somebody types or a menu is open.
;(function () {
  const close = document.querySelector("[data-quick-close]")
  if (!close) return
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
    const menu = document.querySelector('[data-module="candour-menu"][open]')
    if (event.key === "Escape" && !typing && !menu) close.click()
  })
})()
