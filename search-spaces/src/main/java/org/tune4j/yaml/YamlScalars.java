package org.tune4j.yaml;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;

/** What a text without quotes means: YAML 1.1, and {@code 1e-4} is a number. */
final class YamlScalars {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUES =
      Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
  private static final Set<String> FALSES =
      Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9_]*+)");
  private static final Pattern RADIX =
      Pattern.compile("[-+]?0(x[0-9a-fA-F_]++|b[01_]++|o?[0-7_]++)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?([0-9][0-9_]*+(\\.[0-9_]*+)?|\\.[0-9][0-9_]*+)([eE][-+]?[0-9]++)?");
  private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
  private static final Pattern NAN = Pattern.compile("\\.(nan|NaN|NAN)");

  private YamlScalars() {}

  static Node.Scalar scalar(ScalarEvent event, Place place, Problems problems) {
    String text = event.getValue();
    String tag = event.getTag();
    Object value =
        switch (tag == null ? "" : tag) {
          case "" -> event.isPlain() ? plain(text, place, problems) : text;
          case "!", "tag:yaml.org,2002:str" -> text;
          case "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null" ->
              plain(text, place, problems);
          case "tag:yaml.org,2002:float" ->
              plain(text, place, problems) instanceof Number n ? (Object) n.doubleValue() : text;
          default -> {
            problems.add(place, "yaml: the tag " + Problems.show(tag) + " has no meaning here");
            yield text;
          }
        };
    return new Node.Scalar(place, value);
  }

  /** A {@code String}, {@code Long}, {@code Double}, {@code Boolean} or {@code null}. */
  static @Nullable Object plain(String text, Place place, Problems problems) {
    if (NULLS.contains(text)) {
      return null;
    }
    if (TRUES.contains(text) || FALSES.contains(text)) {
      return TRUES.contains(text);
    }
    if (INFINITE.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (NAN.matcher(text).matches()) {
      return Double.NaN;
    }
    Object number = number(text);
    if (number instanceof Double d && d.isInfinite()) {
      problems.add(place, "yaml: the number is too large (" + Problems.show(text) + ")");
      return 0L;
    }
    return number == null ? text : number;
  }

  private static @Nullable Number number(String text) {
    String digits = text.replace("_", "");
    try {
      if (WHOLE.matcher(text).matches()) {
        return Long.parseLong(digits);
      }
      if (RADIX.matcher(text).matches()) {
        return radix(digits);
      }
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY; // more than 64 bits
    }
    return FLOAT.matcher(text).matches() ? Double.valueOf(digits) : null;
  }

  private static Long radix(String digits) {
    String sign = digits.startsWith("-") ? "-" : "";
    String rest = digits.replaceFirst("[-+]?0", "");
    return switch (rest.isEmpty() ? '0' : rest.charAt(0)) {
      case 'x' -> Long.parseLong(sign + rest.substring(1), 16);
      case 'b' -> Long.parseLong(sign + rest.substring(1), 2);
      case 'o' -> Long.parseLong(sign + rest.substring(1), 8);
      default -> rest.isEmpty() ? 0L : Long.parseLong(sign + rest, 8);
    };
  }
}
