import { Fragment } from 'preact'

export interface QuestionProps {
  text: string
  /** The company's name, which stands in most questions. */
  name: string
}

/** A question, in which a name of several words stands on one line, wherever one has room for it. */
export const Question = ({ text, name }: QuestionProps) =>
  name.includes(' ')
    ? text.split(name).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <bdi>{name}</bdi>}
          {part}
        </Fragment>
      ))
    : text
