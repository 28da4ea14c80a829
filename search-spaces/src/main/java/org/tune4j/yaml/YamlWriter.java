package org.tune4j.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes YAML that {@link YamlReader} reads back equal: texts are always quoted, so that none of
 * them looks like a number. Thread-safe.
 */
public final class YamlWriter {
  private static final YAMLMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  private YamlWriter() {}

  /**
   * Writes maps, lists, texts, numbers, truth values and {@code null}, in the map's own order.
   *
   * @throws IllegalArgumentException for a value of another kind
   */
  public static String write(Map<String, ? extends @Nullable Object> values) {
    try {
      return MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as YAML: " + e.getOriginalMessage(), e);
    }
  }
}
