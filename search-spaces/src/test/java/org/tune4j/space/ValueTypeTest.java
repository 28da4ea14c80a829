package org.tune4j.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ValueTypeTest {
  private static final ValueType WHOLE = new ValueType.Whole(1, 10);
  private static final ValueType REAL = new ValueType.Real(0, 1);

  @Test
  void wholeNumbers() {
    assertThat(WHOLE.problem(1L)).isNull();
    assertThat(WHOLE.problem(10L)).isNull();
    assertThat(WHOLE.problem(3.0)).isNull();
    assertThat(WHOLE.canonical(3.0)).isEqualTo(3L);
    for (Object wrong :
        Arrays.asList(0L, 11L, 2.5, Double.NaN, 1e300, "3", true, null, List.of(3L))) {
      assertThat(WHOLE.problem(wrong))
          .as("%s", wrong)
          .isEqualTo("must be a whole number from 1 to 10");
    }
    ValueType any = new ValueType.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(any.problem(Long.MIN_VALUE)).isNull();
    assertThat(any.problem(Long.MAX_VALUE)).isNull();
    assertThat(any.problem(9.3e18)).isEqualTo("must be a whole number");
    // exact beyond 2^53
    assertThat(new ValueType.Whole(0, (1L << 53)).problem((1L << 53) + 1)).isNotNull();
  }

  @Test
  void realNumbers() {
    assertThat(REAL.problem(0L)).isNull();
    assertThat(REAL.problem(1.0)).isNull();
    assertThat(REAL.problem(Math.nextUp(1.0))).isEqualTo("must be a number from 0.0 to 1.0");
    assertThat(REAL.problem(Double.NaN)).isNotNull();
    assertThat(new ValueType.Real(Double.MIN_VALUE, Double.MAX_VALUE).problem(0.0))
        .isEqualTo("must be a number above 0");
    assertThat(new ValueType.Real(Double.NEGATIVE_INFINITY, 5).problem("x"))
        .isEqualTo("must be a number up to 5.0");
  }

  @Test
  void textsAndNames() {
    ValueType text = ValueType.Text.of("relu", "tanh");
    assertThat(text.problem("relu")).isNull();
    assertThat(text.problem("rellu")).isEqualTo("must be one of relu, tanh");
    assertThat(text.hint("rellu")).isEqualTo("use relu");
    assertThat(text.hint(3L)).isNull();
    assertThat(ValueType.Text.of().problem("anything")).isNull();
    assertThat(ValueType.Text.of().problem(3L)).isEqualTo("must be a text");
    ValueType name = new ValueType.Name("an environment", new TreeSet<>(List.of("CartPole-v1")));
    assertThat(name.problem("CartPole-v1")).isNull();
    assertThat(name.problem("org.example.MyEnv")).isNull();
    assertThat(name.problem("CartPole")).startsWith("must be an environment (CartPole-v1)");
    assertThat(name.hint("CartPole-v2")).isEqualTo("use CartPole-v1");
  }

  @Test
  void listsAndMaps() {
    ValueType list = new ValueType.ListOf(WHOLE);
    assertThat(list.problem(List.of())).isNull();
    assertThat(list.problem(List.of(1L, 2.0))).isNull();
    assertThat(list.canonical(List.of(1L, 2.0))).isEqualTo(List.of(1L, 2L));
    assertThat(list.problem(List.of(1L, 0L)))
        .isEqualTo("item 2 must be a whole number from 1 to 10");
    assertThat(list.problem(3L)).isEqualTo("must be a list");
    ValueType map =
        new ValueType.MapOf(
            ConfigSchema.of(List.of(new ConfigSchema.Key("n", WHOLE, "")), Map.of()));
    assertThat(map.problem(Map.of("n", 3L))).isNull();
    assertThat(map.canonical(Map.of("n", 3.0))).isEqualTo(Map.of("n", 3L));
    assertThat(map.problem(Map.of("n", 30L))).isEqualTo(".n must be a whole number from 1 to 10");
    assertThat(map.problem(Map.of("m", 3L))).isEqualTo("has no key m");
    assertThat(map.problem(List.of())).isEqualTo("must be a map");
    assertThat(new ValueType.MapOf(ConfigSchema.anything()).problem(Map.of("m", 3L))).isNull();
  }

  @Test
  void oneOfSeveral() {
    ValueType either =
        new ValueType.AnyOf(List.of(WHOLE, ValueType.Text.of("auto"), new ValueType.Null()));
    assertThat(either.problem(3.0)).isNull();
    assertThat(either.canonical(3.0)).isEqualTo(3L);
    assertThat(either.problem("auto")).isNull();
    assertThat(either.problem(null)).isNull();
    assertThat(either.problem(2.5))
        .isEqualTo("must be a whole number from 1 to 10 or one of auto or null");
    assertThat(either.hint("autoo")).isEqualTo("use auto");
    assertThat(new ValueType.Bool().problem("true")).isEqualTo("must be true or false");
    assertThat(new ValueType.Any().problem(null)).isNull();
  }

  @Test
  void schemasKeepTheOrderOfTheirKeys() {
    ConfigSchema schema =
        ConfigSchema.of(
            List.of(new ConfigSchema.Key("z", WHOLE, ""), new ConfigSchema.Key("a", REAL, "")),
            Map.of("old", "a"));
    assertThat(schema.keys().keySet()).containsExactly("z", "a");
    assertThat(schema.names()).containsExactly("a", "old", "z");
    assertThat(schema.key("q")).isNull();
    assertThat(schema.open()).isFalse();
    assertThat(ConfigSchema.anything().open()).isTrue();
  }

  @Test
  void aKnownTextThatIsNotSupportedSaysWhy() {
    ValueType type =
        new ValueType.Except(
            ValueType.Text.of("grid", "line"),
            new TreeMap<>(Map.of("cube", "there are two dimensions")));
    assertThat(type.problem("grid")).isNull();
    assertThat(type.problem("cube"))
        .isEqualTo("must not be cube, because there are two dimensions");
    assertThat(type.hint("cube")).isNull();
    assertThat(type.problem("grit")).isEqualTo("must be one of grid, line");
    assertThat(type.hint("grit")).contains("grid");
    assertThat(type.canonical("grid")).isEqualTo("grid");
  }

  @Test
  void whatIsWrongInAMapIsSaidOfItsKey() {
    ConfigSchema schema =
        ConfigSchema.of(List.of(new ConfigSchema.Key("rate", WHOLE, "")), Map.of());
    ValueType map = new ValueType.MapOf(schema);
    assertThat(map.problem(Map.of("rat", 1L))).isEqualTo("has no key rat");
    assertThat(map.hint(Map.of("rat", 1L))).isEqualTo("use rate");
    assertThat(map.hint(Map.of("rate", 1L))).isNull();
    assertThat(map.hint("rat")).isNull();
    ValueType outer =
        new ValueType.MapOf(
            ConfigSchema.of(
                List.of(new ConfigSchema.Key("inner", ValueType.AnyOf.orNull(map), "")), Map.of()));
    assertThat(outer.problem(Map.of("inner", Map.of("rate", 0L))))
        .isEqualTo(".inner.rate must be a whole number from 1 to 10");
    assertThat(outer.hint(Map.of("inner", Map.of("rat", 1L)))).isEqualTo("use rate");
    assertThat(outer.problem(Map.of("inner", 1L))).isEqualTo(".inner must be a map or null");
  }
}
