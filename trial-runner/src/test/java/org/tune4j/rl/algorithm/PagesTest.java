package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.Setting.Use;
import org.tune4j.rl.algorithm.dqn.DqnSettings;
import org.tune4j.rl.algorithm.marwil.MarwilSettings;
import org.tune4j.rl.algorithm.ppo.PpoSettings;
import org.tune4j.yaml.Json;

/**
 * The tables of keys in docs/algorithms are written from the settings. {@code -Dgolden=write}
 * writes them anew.
 */
class PagesTest {
  private static final Path PAGES = Path.of("..", "docs", "algorithms");

  @Test
  void theCommonPageHasEveryCommonKey() throws IOException {
    Collection<Setting> common = CommonSettings.forExplorations("StochasticSampling").list();
    check("common.md", "used", table(common, s -> s.use() == Use.USED));
    check("common.md", "model", table(ModelSettings.ALL.list(), s -> s.use() == Use.USED));
    check(
        "common.md",
        "fixed",
        "| key | only value | because |\n|---|---|---|\n"
            + refused(common, "")
            + refused(ModelSettings.ALL.list(), "model."));
    check(
        "common.md",
        "meaningless",
        "| key | why |\n|---|---|\n"
            + meaningless(common, "")
            + meaningless(ModelSettings.ALL.list(), "model."));
  }

  @Test
  void everyAlgorithmsPageHasItsKeys() throws IOException {
    check("dqn.md", "keys", table(own(DqnSettings.ALL), s -> true));
    check("ppo.md", "keys", table(own(PpoSettings.ALL), s -> true));
    check("marwil.md", "keys", table(own(MarwilSettings.ALL), s -> true));
    check("bc.md", "keys", table(own(MarwilSettings.BC), s -> true));
  }

  /** The keys that the common ones lack, or that have another default. */
  private static List<Setting> own(Settings settings) {
    Map<String, Setting> common = new HashMap<>();
    CommonSettings.forExplorations("StochasticSampling")
        .list()
        .forEach(s -> common.put(s.name(), s));
    return settings.list().stream()
        .filter(
            s -> {
              Setting shared = common.get(s.name());
              return shared == null || shared.use() != s.use() || !value(shared).equals(value(s));
            })
        .toList();
  }

  private static String table(Collection<Setting> settings, Predicate<Setting> which) {
    return "| key | default | meaning |\n|---|---|---|\n"
        + settings.stream()
            .filter(which)
            .map(s -> "| `" + s.name() + "` | " + value(s) + " | " + use(s) + s.doc() + " |\n")
            .collect(Collectors.joining());
  }

  private static String use(Setting setting) {
    return switch (setting.use()) {
      case USED -> "";
      case FIXED -> "nothing else: ";
      case MEANINGLESS -> "no effect: ";
    };
  }

  private static String refused(Collection<Setting> settings, String prefix) {
    return settings.stream()
        .filter(s -> s.use() == Use.FIXED)
        .map(s -> "| `" + prefix + s.name() + "` | " + value(s) + " | " + s.doc() + " |\n")
        .collect(Collectors.joining());
  }

  private static String meaningless(Collection<Setting> settings, String prefix) {
    return settings.stream()
        .filter(s -> s.use() == Use.MEANINGLESS)
        .map(s -> "| `" + prefix + s.name() + "` | " + s.doc() + " |\n")
        .collect(Collectors.joining());
  }

  private static String value(Setting setting) {
    Object value = setting.defaultValue();
    String shown =
        Json.write(value instanceof org.tune4j.space.Config config ? config.asMap() : value);
    return setting.name().equals("model") && shown.length() > 60
        ? modelDefault(shown)
        : "`" + shown + "`";
  }

  private static String modelDefault(String shown) {
    return shown.contains("\"vf_share_layers\":false")
        ? "as below, but `vf_share_layers: false`"
        : "see below";
  }

  private static void check(String page, String name, String table) throws IOException {
    Path file = PAGES.resolve(page);
    String text = Files.readString(file);
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->";
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertThat(to).as("%s has the marks of %s", page, name).isGreaterThanOrEqualTo(from);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(file, text.substring(0, from) + table + text.substring(to));
    } else {
      assertThat(text.substring(from, to))
          .as("%s: %s; -Dgolden=write writes it", page, name)
          .isEqualTo(table);
    }
  }
}
