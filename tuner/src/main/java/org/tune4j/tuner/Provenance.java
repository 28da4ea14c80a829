package org.tune4j.tuner;

import java.util.Map;
import java.util.TreeMap;
import org.tune4j.yaml.Json;

/** What a sweep ran on. */
final class Provenance {
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
