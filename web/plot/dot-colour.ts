const probe = document.createElement('span')

/** Red, green and blue of dots and lines on a canvas, 0 to 255: as the style sheet has them, light or dark as the page is now. */
export function dotColour(): [red: number, green: number, blue: number] {
  probe.style.color = 'var(--dot)'
  document.body.append(probe)
  const [red, green, blue] = getComputedStyle(probe)
    .color.match(/[\d.]+/g)!
    .map(Number)
  probe.remove()
  return [red, green, blue]
}
