package org.tune4j.search.auto;

import java.util.List;

/**
 * Algorithms that take turns for some time.
 *
 * @param until the number of the first trial that is no longer of this phase
 * @param turns their names, in the order of their turns; one may come more than once
 */
record Phase(int until, List<String> turns) {
  Phase {
    turns = List.copyOf(turns);
  }
}
