package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

/** Random search spaces: a few hundred, as reading one takes longer than a scenario. */
final class DrawnSpaces {
  private static final int SPACES = 300;
  private static final Map<Integer, SearchSpace> KNOWN = new ConcurrentHashMap<>();

  private static final List<String> DOMAINS =
      List.of(
          "{uniform: [0, 1]}",
          "{uniform: [-3, 3]}",
          "{loguniform: [1.0e-5, 0.1]}",
          "{quniform: [0, 1, 0.25]}",
          "{randint: [1, 9]}",
          "{lograndint: [1, 1000]}",
          "{choice: [1, 2, 3]}",
          "{choice: [relu, tanh]}",
          "{randn: [0, 1]}",
          "0.5");

  private DrawnSpaces() {}

  static SearchSpace any(Dice dice) {
    return KNOWN.computeIfAbsent(dice.from(1, SPACES), DrawnSpaces::make);
  }

  private static SearchSpace make(int number) {
    Dice dice = Dice.of(number, "space");
    List<String> keys = new ArrayList<>();
    int count = dice.from(1, 4);
    for (int i = 0; i < count; i++) {
      keys.add("k" + i + ": " + dice.anyOf(DOMAINS));
    }
    if (dice.chance(0.3)) {
      keys.add("g: {grid_search: " + dice.any("[1, 2]", "[a, b, c]", "[0.1]") + "}");
    }
    if (dice.chance(0.2)) {
      keys.add("nested: {h: {uniform: [0, 1]}}");
    }
    Problems problems = new Problems();
    String yaml = "{run: nothing, config: {" + String.join(", ", keys) + "}}";
    SearchSpace space =
        SearchSpace.parse(
            YamlReader.read(yaml, "space", problems), ConfigSchema.anything(), problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(yaml + ": " + problems.list());
    }
    return space;
  }
}
