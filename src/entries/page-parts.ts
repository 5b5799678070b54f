import type { CreateAsking } from '../decision/asking.ts'

/** What the loader's script hands to parts that load others. */
export interface PageParts {
  /**
   * Loads a built file once, by its name and digest.
   * @param digest SHA-256 of its content, base64
   */
  load<Part>(name: string, digest: string): Promise<Part>
  asking(): Promise<CreateAsking>
}
