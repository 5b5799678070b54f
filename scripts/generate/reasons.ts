import { categoryOf } from '../../src/figures/category.ts'
import type { Dice } from './dice.ts'

const openings = {
  promoter: ['Fast delivery', 'Great advice', 'The machine is lovely', 'Easy to order', 'Friendly people'],
  passive: ['Good, but shipping is dear', 'Fine so far', 'The range could be wider', 'Decent service'],
  detractor: ['The parcel came late', 'The cup was broken', 'Nobody answered me', 'The return took weeks'],
}

const endings = {
  promoter: ['and I will be back.', 'as always!', '– thank you.', 'from order to cup.'],
  passive: ['this time.', 'compared to others.', 'for the price.', 'I think.'],
  detractor: ['and nobody told me.', 'again.', 'for the second time.', 'and I want my money back.'],
}

/** A reason that somebody might give for this score. */
export function reasonFor(score: number, dice: Dice): string {
  const category = categoryOf(score)
  return `${dice.pick(openings[category])} ${dice.pick(endings[category])}`
}
