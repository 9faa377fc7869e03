// GOV.UK's own components. Ours are in the other files of this folder.
;(function () {
  if (window.GOVUKFrontend) window.GOVUKFrontend.initAll()
})()
