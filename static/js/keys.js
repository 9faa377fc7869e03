// "/" goes to the search box, Esc closes an open menu. Never while typing, and the help
// page can switch it off.
;(function () {
  const OFF = "candour-keys-off"
  const switchedOff = () => document.cookie.includes(`${OFF}=1`)
  const typing = (element) =>
    element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeMenus()
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return
    if (switchedOff() || typing(event.target)) return
    const box = document.querySelector("[data-site-search]")
    if (!box) return
    event.preventDefault()
    box.focus()
    box.select()
  })

  function closeMenus(except) {
    document.querySelectorAll('[data-module="candour-menu"][open]').forEach((menu) => {
      if (menu === except) return
      const inside = menu.contains(document.activeElement)
      menu.open = false
      if (inside) menu.querySelector("summary").focus()
    })
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest('[data-module="candour-menu"]'))
  })

  const toggle = document.querySelector("[data-keys-switch]")
  if (toggle) {
    const show = () => {
      toggle.textContent = switchedOff() ? "switch keys on" : "switch keys off"
    }
    toggle.addEventListener("click", () => {
      const age = switchedOff() ? 0 : 31536000
      document.cookie = `${OFF}=1; path=/; max-age=${age}; samesite=lax`
      show()
    })
    show()
  }
})()
