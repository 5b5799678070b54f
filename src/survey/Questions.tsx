import { Contact } from './Contact.tsx'
import { ExtraQuestion } from './ExtraQuestion.tsx'
import { Footer } from './Footer.tsx'
import { Reason } from './Reason.tsx'
import { Scale } from './Scale.tsx'
import type { SurveyModel } from './survey-model.ts'
import { When } from './When.tsx'

// Written out, since old libraries replace the page's Array.from by their own.
const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** Everything that is asked: first the score, and the rest once it is chosen. */
export function Questions({ model }: { model: SurveyModel }) {
  const { request, wording } = model
  const { extra, scaleOrder } = request.survey

  return (
    <>
      <Scale
        name="score"
        question={wording.question}
        values={scaleOrder === 'descending' ? [...scores].reverse() : scores}
        chosen={model.score}
        low={wording.low}
        high={wording.high}
        wording={wording}
        onChoose={model.chooseScore}
      />
      <When condition={model.hasScore}>
        <div class="more">
          <Reason model={model} />
          {extra && <ExtraQuestion model={model} question={extra} />}
          <When condition={model.asksForContact}>
            <Contact model={model} />
          </When>
        </div>
      </When>
      <Footer model={model} />
    </>
  )
}
