package org.tune4j.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes YAML that {@link YamlReader} reads back equal: texts are always quoted, so that none of
 * them looks like a number. Thread-safe.
 */
public final class YamlWriter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  private static final YAMLMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder()
              .stringQuotingChecker(new QuoteOddNames())
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  /** Leaves only those keys without quotes that can be nothing else. */
  private static final class QuoteOddNames extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1;

    @Override
    public boolean needToQuoteName(String name) {
      return super.needToQuoteName(name) || !PLAIN.matcher(name).matches();
    }
  }

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
