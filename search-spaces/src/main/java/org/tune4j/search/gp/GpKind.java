package org.tune4j.search.gp;

import java.util.List;
import java.util.Map;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;

/** How {@code gp} is named and set. */
public final class GpKind {
  private static final String INITIAL = "n_initial_points";

  /** The kind. */
  public static final AlgorithmKind GP =
      new AlgorithmKind(
          "gp",
          true,
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key(
                      INITIAL,
                      new ValueType.Whole(2, 10_000),
                      "trials that end before the model is asked")),
              Map.of()),
          GpKind::make);

  private GpKind() {}

  private static GpSearch make(AlgorithmKind.Setup setup) {
    return new GpSearch(setup.space(), setup.seed(), (int) setup.settings().getLong(INITIAL, 10));
  }
}
