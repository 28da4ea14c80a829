package org.tune4j.rl.env;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Problem;

/** The problems that an {@link EnvironmentCheck} noticed. */
final class Findings {
  private final List<Problem> found = new ArrayList<>();

  void add(String message, @Nullable String maybe) {
    found.add(new Problem("environment: " + message, null, maybe));
  }

  int count() {
    return found.size();
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
