// Copies the feed's address; without this script, or where the browser refuses, it can be chosen and copied by hand.
const copy = document.querySelector("[name=copy]")
const address = document.getElementById("address")

if (navigator.clipboard) {
  copy.hidden = false
  copy.addEventListener("click", async () => {
    const done = await copyText(address.value)
    if (!done) address.focus()
    document.querySelector(".status").textContent = done ? copy.dataset.copied : copy.dataset.refused
  })
}
address.addEventListener("focus", () => address.select())
