/** There is one view, so there is one question at a time: a new one ends the one before it. */
export class Questions {
  #latest: AbortController | null = null;

  /** Begins a question; what was asked before is aborted. */
  begin(): AbortController {
    this.end();
    this.#latest = new AbortController();
    return this.#latest;
  }

  /** Returns whether no newer question was begun: only then may its answer be shown. */
  isLatest(question: AbortController): boolean {
    return this.#latest === question;
  }

  /** Aborts the question that is under way. */
  end(): void {
    this.#latest?.abort();
  }
}
