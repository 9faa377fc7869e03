// Repeated cards of a Django formset: adds and removes them, renumbers, keeps focus.
;(function () {
  document.querySelectorAll('[data-module="candour-add-another"]').forEach(start)

  function start(root) {
    const prefix = root.dataset.prefix
    const items = root.querySelector("[data-items]")
    const empty = root.querySelector("template[data-empty]")
    const total = root.querySelector(`[name="${prefix}-TOTAL_FORMS"]`)
    const spoken = root.querySelector("[data-spoken]")
    const add = root.querySelector("[data-add]")
    const most = Number(root.dataset.max) || 1000
    const shown = () => [...items.querySelectorAll(":scope > [data-item]:not([hidden])")]

    // The button takes the place of the tick box that works without scripts.
    function hideTicks(scope) {
      scope.querySelectorAll('[name$="-DELETE"]').forEach((tick) => {
        const group = tick.closest(".govuk-form-group")
        if (group) group.hidden = true
      })
    }

    function renumber() {
      const cards = shown()
      cards.forEach((card, index) => {
        card.querySelectorAll("[data-number]").forEach((place) => {
          place.textContent = index + 1
        })
        card.querySelector("[data-remove]").hidden = cards.length < 2
      })
      add.hidden = cards.length >= most
    }

    add.addEventListener("click", () => {
      const index = Number(total.value)
      const holder = document.createElement("div")
      holder.append(empty.content.cloneNode(true))
      // Attributes only: text that a person typed is never read as markup.
      holder.querySelectorAll("*").forEach((element) => {
        for (const attribute of [...element.attributes]) {
          if (attribute.value.includes("__prefix__")) {
            element.setAttribute(
              attribute.name,
              attribute.value.replaceAll("__prefix__", index),
            )
          }
        }
      })
      total.value = index + 1
      const card = holder.querySelector("[data-item]")
      items.append(card)
      if (window.GOVUKFrontend) window.GOVUKFrontend.initAll({ scope: card })
      hideTicks(card)
      renumber()
      card.querySelector("[data-item-title]").focus()
    })

    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove]")
      if (!button) return
      const card = button.closest("[data-item]")
      const mark = card.querySelector('[name$="-DELETE"]')
      if (mark) {
        mark.type === "checkbox" ? (mark.checked = true) : (mark.value = "on")
      } else {
        card.querySelectorAll("input, textarea, select").forEach((control) => {
          control.disabled = true
        })
      }
      card.hidden = true
      renumber()
      spoken.textContent = "Removed"
      const cards = shown()
      cards.length && cards[cards.length - 1].querySelector("[data-item-title]").focus()
    })
    hideTicks(items)
    renumber()
  }
})()
