import { effect } from '@preact/signals-core'
import { Component, type ComponentChild } from 'preact'

/**
 * A component that is drawn again whenever a signal that it has read changes. It is all that the card needs of
 * `@preact/signals`, which would cost whoever is asked 1.6 kB, with the hooks that it brings.
 */
export function live<Props extends object>(draw: (props: Props) => ComponentChild) {
  return class extends Component<Props> {
    stop = () => {}

    render() {
      let drawn: ComponentChild
      let isDrawn = false
      this.stop()
      this.stop = effect(() => {
        if (isDrawn) this.setState({})
        else drawn = draw(this.props)
        isDrawn = true
      })
      return drawn
    }

    override componentWillUnmount() {
      this.stop()
    }
  }
}
