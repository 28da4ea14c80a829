package org.tune4j.rl.env;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.space.Config;

/** Every environment that comes with tune4j, as it is and with other settings. */
@ParameterizedClass
@MethodSource("environments")
class BuiltInContractTest extends EnvironmentContract {
  @Parameter(0)
  String name = "";

  @Parameter(1)
  Config config = Config.empty();

  static Stream<Arguments> environments() {
    return Stream.concat(
        Environments.names().stream()
            .filter(name -> !name.equals("CartPoleCrashing"))
            .map(name -> Arguments.of(name, Config.empty())),
        Stream.of(
            other("CartPoleCrashing", Map.of("p_crash", 0)),
            other("FrozenLake-v1", Map.of("is_slippery", false)),
            other("PointEnv", Map.of("form", "rllab")),
            other("PointEnv", Map.of("form", "teaching")),
            other("SparsePointEnv", Map.of("dense", true, "semicircle", true)),
            other("RepeatAfterMe", Map.of("repeat_delay", 3)),
            other("RepeatAfterMe", Map.of("continuous", true)),
            other("Breakout-10x10", Map.of("minimal_actions", false))));
  }

  private static Arguments other(String name, Map<String, Object> config) {
    return Arguments.of(name, Config.of(config));
  }

  @Override
  protected Environment create() {
    return Environments.create(name, config);
  }
}
