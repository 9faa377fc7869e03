// Runs before the page is drawn: says that scripts work, so that nothing jumps.
document.body.classList.add("js-enabled", "govuk-frontend-supported")
