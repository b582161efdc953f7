// Changes of a form that are not saved: told at once, guarded on leaving, saved by Ctrl+S.
export function watchChanges(form, tell, { isOurs = () => true } = {}) {
  let isChanged = form.querySelector(".errornote") !== null
  const change = (event) => {
    if (event && !isOurs(event)) return
    isChanged = true
    tell(isChanged)
  }
  form.addEventListener("input", change)
  form.addEventListener("change", change)
  form.addEventListener("submit", () => (isChanged = false))
  window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault())
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.querySelector(".submit-row .default")?.click()
  })
  tell(isChanged)
  return change
}
