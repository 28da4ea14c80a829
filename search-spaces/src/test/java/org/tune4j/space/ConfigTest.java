package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConfigTest {
  private static final Config CONFIG =
      Config.parse(
          "{\"a\":1,\"m\":{\"x\":0.5,\"l\":[1,[2]],\"n\":null,\"e\":{}},\"t\":\"text\",\"b\":true}");

  @Test
  void equalValuesAreEqualWhateverTheirOrderAndWidth() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("b", 1);
    one.put("a", 2.0f);
    Map<String, Object> two = new LinkedHashMap<>();
    two.put("a", 2.0);
    two.put("b", (short) 1);
    assertThat(Config.of(one)).isEqualTo(Config.of(two)).hasSameHashCodeAs(Config.of(two));
    assertThat(Config.of(one))
        .hasToString("{\"a\":2.0,\"b\":1}")
        .hasToString(Config.of(two).toString());
  }

  @Test
  void differentValuesDiffer() {
    assertThat(Config.of(Map.of("a", 1))).isNotEqualTo(Config.of(Map.of("a", 1.0)));
    assertThat(Config.of(Map.of("a", "1"))).isNotEqualTo(Config.of(Map.of("a", 1)));
    assertThat(Config.of(Map.of("a", 1))).isNotEqualTo(Config.empty()).isNotEqualTo("{\"a\":1}");
    assertThat(Config.of(Map.of("a", -0.0))).isEqualTo(Config.of(Map.of("a", 0.0)));
  }

  @Test
  void theTextIsReadBackEqual() {
    for (int seed = 0; seed < 500; seed++) {
      RandomGenerator random = Seeds.random(5, "config", seed);
      Map<String, @Nullable Object> map = new HashMap<>();
      map.put("long", random.nextLong());
      map.put("double", Double.longBitsToDouble(random.nextLong() & 0xBFEFFFFFFFFFFFFFL));
      map.put("text", new String(Character.toChars(random.nextInt(0xD800))));
      map.put(
          "list", Arrays.asList(random.nextBoolean(), null, Map.of("k", random.nextGaussian())));
      Config config = Config.of(map);
      assertThat(Config.parse(config.toString())).as("seed %d", seed).isEqualTo(config);
      assertThat(Config.parse(config.toString())).hasToString(config.toString());
    }
    assertThat(Config.parse("{\"a\":" + Long.MIN_VALUE + "}").getLong("a"))
        .isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void pathsLeadIntoMaps() {
    assertThat(CONFIG.getDouble("m.x")).isEqualTo(0.5);
    assertThat(CONFIG.getDouble("a")).isEqualTo(1.0);
    assertThat(CONFIG.getLong("a")).isEqualTo(1);
    assertThat(CONFIG.getString("t")).isEqualTo("text");
    assertThat(CONFIG.getBoolean("b")).isTrue();
    assertThat(CONFIG.getList("m.l")).containsExactly(1L, List.of(2L));
    assertThat(CONFIG.getConfig("m").getDouble("x")).isEqualTo(0.5);
    assertThat(CONFIG.getConfig("missing").isEmpty()).isTrue();
    assertThat(CONFIG.has("m.n")).isTrue();
    assertThat(CONFIG.get("m.n")).isNull();
    assertThat(CONFIG.has("m.q")).isFalse();
    assertThat(CONFIG.has("a.q")).isFalse();
    assertThat(CONFIG.get("a.q")).isNull();
    assertThat(CONFIG.getDouble("q", 7)).isEqualTo(7);
    assertThat(CONFIG.getLong("a", 7)).isEqualTo(1);
    assertThat(CONFIG.getString("q", "z")).isEqualTo("z");
    assertThat(CONFIG.getBoolean("q", true)).isTrue();
  }

  @Test
  void aWholeRealIsAWholeNumber() {
    assertThat(Config.of(Map.of("n", 1e6)).getLong("n")).isEqualTo(1_000_000);
    assertThatThrownBy(() -> Config.of(Map.of("n", 1.5)).getLong("n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("config: n: must be a whole number (1.5)");
    assertThatThrownBy(() -> Config.of(Map.of("n", 1e19)).getLong("n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wrongKindsSayWhatIsThere() {
    assertThatThrownBy(() -> CONFIG.getDouble("t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("config: t: must be a number (text)");
    assertThatThrownBy(() -> CONFIG.getString("m.q"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("config: m.q: must be a text, but is not there");
    assertThatThrownBy(() -> CONFIG.getConfig("a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withAndOverlayLeaveTheOriginalAlone() {
    assertThat(CONFIG.with("m.x", 2).get("m.x")).isEqualTo(2L);
    assertThat(CONFIG.with("new.deep.key", 2).get("new.deep.key")).isEqualTo(2L);
    assertThat(CONFIG.with("a.deep", 2).get("a.deep")).isEqualTo(2L);
    assertThat(CONFIG.with("a", null).has("a")).isTrue();
    Config overlaid =
        CONFIG.overlaidBy(Config.parse("{\"a\":{\"b\":1},\"m\":{\"x\":9,\"l\":[]},\"z\":1}"));
    assertThat(overlaid)
        .hasToString(
            "{\"a\":{\"b\":1},\"b\":true,\"m\":{\"e\":{},\"l\":[],\"n\":null,\"x\":9},\"t\":\"text\",\"z\":1}");
    assertThat(CONFIG.getDouble("m.x")).isEqualTo(0.5);
    assertThat(CONFIG.overlaidBy(Config.empty())).isEqualTo(CONFIG);
  }

  @Test
  void leavesAreListsAndEmptyMapsToo() {
    assertThat(CONFIG.leaves().keySet()).containsExactly("a", "b", "m.e", "m.l", "m.n", "m.x", "t");
  }

  @Test
  void whatIsHandedInAndOutCannotChangeIt() {
    List<Object> list = new ArrayList<>(List.of(1));
    Config config = Config.of(Map.of("l", list));
    list.add(2);
    assertThat(config.getList("l")).containsExactly(1L);
    assertThatThrownBy(() -> config.getList("l").add(3))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> CONFIG.asMap().put("q", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void valuesOfOtherKindsAreRefused() {
    for (Object wrong :
        List.of(Double.NaN, Double.POSITIVE_INFINITY, new Object(), 'c', Map.of(1, 2))) {
      assertThatThrownBy(() -> Config.of(Map.of("a", List.of(wrong))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a.0");
    }
    assertThatThrownBy(() -> Config.parse("[1]")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Config.parse("{} {}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Config.parse("{\"a\":99999999999999999999}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
