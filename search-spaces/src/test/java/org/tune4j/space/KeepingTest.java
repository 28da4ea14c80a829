package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepingTest {
  private static SearchSpace space(String config) {
    return Spaces.of("run: nothing\nresources_per_trial: {cpu: 1}\nconfig: " + config);
  }

  private static Config kept(String space, String config) {
    SearchSpace kept = space(space).keeping(Config.of(Map.of("config", Config.parse(config))));
    return kept.variant(BigInteger.ZERO, 3, 0).getConfig("config");
  }

  @Test
  void valuesAreKeptAndTheRestIsDrawn() {
    String space = "{a: {uniform: [0, 1]}, b: {c: {choice: [x, y]}, d: {randint: [5, 6]}}, e: 1}";
    assertThat(kept(space, "{\"a\": 7.5, \"b\": {\"c\": \"z\"}, \"e\": 2, \"more\": {\"f\": 1}}"))
        .isEqualTo(
            Config.parse(
                "{\"a\": 7.5, \"b\": {\"c\": \"z\", \"d\": 5}, \"e\": 2, \"more\": {\"f\": 1}}"));
  }

  @Test
  void whatIsComputedIsComputed() {
    String space =
        "{a: {uniform: [0, 1]}, b: {sample_from: 'config.a * 2.0'}, c: [1, {sample_from:"
            + " 'config.a'}]}";
    assertThat(kept(space, "{\"a\": 4.0, \"b\": 0, \"c\": [0, 0]}"))
        .isEqualTo(Config.parse("{\"a\": 4.0, \"b\": 8.0, \"c\": [1, 4.0]}"));
    String inMaps =
        "{a: {uniform: [0, 1]}, b: [{c: 1}, {d: {sample_from: 'config.a'}, e: {sample_from:"
            + " 'config.a', when: {a: {min: 5, max: 6}}}}]}";
    assertThat(kept(inMaps, "{\"a\": 5.0, \"b\": [{\"c\": 1}, {\"d\": 0.5}]}"))
        .isEqualTo(Config.parse("{\"a\": 5.0, \"b\": [{\"c\": 1}, {\"d\": 5.0, \"e\": 5.0}]}"));
    String withDomains =
        "{a: {uniform: [0, 1]}, b: [{uniform: [0, 1]}, {sample_from: 'config.a'}]}";
    assertThat(kept(withDomains, "{\"a\": 5.0, \"b\": [2.0, 3.0]}"))
        .as("its place in the list would be lost")
        .isEqualTo(Config.parse("{\"a\": 5.0, \"b\": [2.0, 3.0]}"));
  }

  @Test
  void whatIsThereUnderAConditionIsKeptWhileThatHolds() {
    String space =
        "{a: {choice: [x, y]}, b: {uniform: [0, 1], when: {a: x}}, c: {uniform: [0, 1], when: {b:"
            + " {min: 5, max: 9}}}}";
    assertThat(kept(space, "{\"a\": \"x\", \"b\": 7.0, \"c\": 3.0}"))
        .isEqualTo(Config.parse("{\"a\": \"x\", \"b\": 7.0, \"c\": 3.0}"));
    assertThat(kept(space, "{\"a\": \"x\", \"b\": 4.0, \"c\": 3.0}"))
        .isEqualTo(Config.parse("{\"a\": \"x\", \"b\": 4.0}"));
    assertThat(kept(space, "{\"a\": \"y\", \"b\": 7.0, \"c\": 3.0}"))
        .isEqualTo(Config.parse("{\"a\": \"y\"}"));
    assertThat(kept(space, "{\"a\": \"x\"}").getDouble("b")).isBetween(0.0, 1.0);
  }

  @Test
  void keysThatVaryTogetherAreKeptTogether() {
    String space = "{a: {choice: [x, y]}, 'b, c.d': {choice: [[1, 2], [3, 4]], when: {a: x}}}";
    assertThat(kept(space, "{\"a\": \"x\", \"b\": 3, \"c\": {\"d\": 4}}"))
        .isEqualTo(Config.parse("{\"a\": \"x\", \"b\": 3, \"c\": {\"d\": 4}}"));
    assertThat(kept(space, "{\"a\": \"y\", \"b\": 3, \"c\": {\"d\": 4}}").has("b")).isFalse();
  }

  @Test
  void whatFollowsFromTheRestDoesNotVary() {
    SearchSpace space =
        Spaces.of(
            "run: {grid_search: [a, b]}\n"
                + "config: {x: 1, y: [2, 3]}\n"
                + "resources_per_trial: {cpu: {sample_from: 'config.x'}}");
    assertThat(space.varies("run")).isTrue();
    assertThat(space.varies("config")).isFalse();
    assertThat(space.varies("resources_per_trial")).isFalse();
    assertThat(space.varies("env")).isFalse();
    assertThat(space("{a: [{b: {uniform: [0, 1]}}]}").varies("config")).isTrue();
  }

  @Test
  void aConfigDependsOnWhatItReads() {
    assertThat(space("{x: {choice: [[1], [{sample_from: resources_per_trial.cpu}]]}}"))
        .matches(space -> space.dependsOn("resources_per_trial"))
        .matches(space -> !space.dependsOn("run"));
    assertThat(space("{x: {uniform: [0, 1], when: {run: nothing}}}"))
        .matches(space -> space.dependsOn("run"));
    assertThat(ConstraintTest.space("{a: {uniform: [0, 1]}}", "[\"a < 2.0 || run == 'x'\"]"))
        .matches(space -> space.dependsOn("run"));
  }
}
