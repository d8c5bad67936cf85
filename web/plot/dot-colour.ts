const probe = document.createElement('span')

/** Red, green and blue of a colour of the style sheet, 0 to 255, light or dark as the page is now. */
export function colourOf(variable: string): [red: number, green: number, blue: number] {
  probe.style.color = `var(${variable})`
  document.body.append(probe)
  const [red, green, blue] = getComputedStyle(probe)
    .color.match(/[\d.]+/g)!
    .map(Number)
  probe.remove()
  return [red, green, blue]
}
