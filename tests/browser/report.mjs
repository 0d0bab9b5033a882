// What held and what did not; ends with the line that counts.

export class Report {
  #passed = 0;
  #failures = new Map();

  /** Notes whether something holds. The same failure in several places is told once, with the places. */
  check(what, holds, detail = "") {
    if (holds) {
      this.#passed += 1;
      return;
    }
    const [rule, place] = what.split(" — ");
    const key = `${rule}\n${detail}`;
    if (!this.#failures.has(key)) this.#failures.set(key, []);
    this.#failures.get(key).push(place ?? "");
  }

  /** Prints it; tells whether everything held. */
  close() {
    let failed = 0;
    for (const [key, places] of this.#failures) {
      failed += places.length;
      const [rule, ...detail] = key.split("\n");
      console.log(`\n✗ ${rule}`);
      for (const place of places.slice(0, 5)) if (place) console.log(`    on ${place}`);
      if (places.length > 5) console.log(`    and ${places.length - 5} more`);
      const text = detail.join("\n").trim();
      if (text) console.log(text.split("\n").slice(0, 20).map((line) => `    ${line}`).join("\n"));
    }
    console.log(`\n${this.#passed} passed, ${failed} failed`);
    return failed === 0 && this.#passed > 0;
  }
}
