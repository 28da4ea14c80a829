package org.tune4j.tuner.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;

/**
 * Records as JSON. The type that comes out is the one that was asked for: no name in the bytes can
 * choose another. Fields that the reader does not know are skipped, so that an older client can
 * talk to a newer server. Thread-safe.
 */
public final class ControlJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // only what a record is made of travels
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addMixIn(Config.class, ConfigAsText.class)
          .addMixIn(Instant.class, InstantAsText.class)
          .build();

  private static final ObjectWriter FOR_PROGRAMS =
      MAPPER
          .rebuild()
          .addMixIn(Config.class, ConfigAsMap.class)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .writerWithDefaultPrettyPrinter();

  private ControlJson() {}

  /** A view for programs: indented, keys such as {@code submitted_by}, moments in ISO 8601. */
  public static String forPrograms(GridView view) {
    try {
      return FOR_PROGRAMS.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(Object message) {
    try {
      return MAPPER.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a message.
   *
   * @throws IOException when it is none of that type
   */
  static <T> T read(String json, Class<T> type) throws IOException {
    T read = MAPPER.readValue(json, type);
    if (read == null) {
      throw new IOException("null is no " + type.getSimpleName());
    }
    return read;
  }

  /** A config travels as its canonical text. */
  private abstract static class ConfigAsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Config parse(String json) {
      return Config.parse(json);
    }

    @Override
    @JsonValue
    public abstract String toString();
  }

  private abstract static class ConfigAsMap {
    @JsonValue
    abstract SortedMap<String, @Nullable Object> asMap();
  }

  private abstract static class InstantAsText {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Instant parse(CharSequence text) {
      return Instant.parse(text);
    }

    @Override
    @JsonValue
    public abstract String toString();
  }
}
