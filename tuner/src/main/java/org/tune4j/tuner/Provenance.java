package org.tune4j.tuner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Json;

/** What a sweep ran on. */
final class Provenance {
  /** The key of what a sweep was as a file before its space became another, oldest first. */
  private static final String EARLIER = "earlier_yaml";

  private Provenance() {}

  /** The version of tune4j; {@code dev} when it does not run from its jars. */
  static String version() {
    String own = Provenance.class.getPackage().getImplementationVersion();
    return own == null ? "dev" : own;
  }

  static String json() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("tune4j", version());
    facts.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    facts.put(
        "os",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    facts.put("cpus", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("nd4j", nd4j());
    return Json.write(facts);
  }

  /** The same with one more text that its sweep was as a file. */
  static String withEarlier(String provenance, String yaml) {
    Map<String, @Nullable Object> facts = new TreeMap<>(Json.readObject(provenance));
    List<@Nullable Object> texts = new ArrayList<>();
    if (facts.get(EARLIER) instanceof List<?> earlier) {
      texts.addAll(earlier);
    }
    texts.add(yaml);
    facts.put(EARLIER, texts);
    return Json.write(facts);
  }

  /** What its sweep was as a file at first, when it is this now. */
  static String first(String provenance, String yaml) {
    return Json.readObject(provenance).get(EARLIER) instanceof List<?> earlier
            && earlier.getFirst() instanceof String first
        ? first
        : yaml;
  }

  /**
   * The version of ND4J's CPU back end by its jar, without loading it; "none" when it is not on the
   * class path.
   */
  private static String nd4j() {
    String jar = "nd4j-native-";
    for (String part :
        System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      int at = part.lastIndexOf(jar);
      if (at >= 0 && !part.contains("nd4j-native-api") && part.endsWith(".jar")) {
        return part.substring(at, part.length() - 4);
      }
    }
    return "none";
  }
}
