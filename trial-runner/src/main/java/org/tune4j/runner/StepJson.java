package org.tune4j.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step returned, as one line of JSON. {@code NaN}, {@code Infinity} and {@code -Infinity}
 * are numbers, as Python writes them.
 */
final class StepJson {
  /** More is refused when it is written, and is no result when it is read. */
  static final int MAX_LENGTH = 4 << 20;

  private static final int MAX_DEPTH = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(2 * MAX_DEPTH)
                          .maxStringLength(MAX_LENGTH)
                          .build())
                  .build())
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // only what a record is made of
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final ObjectReader OBJECT =
      MAPPER.readerFor(new TypeReference<Map<String, @Nullable Object>>() {});

  private StepJson() {}

  /** The object in a line; {@code null} when the line is no JSON object. */
  static @Nullable Map<String, @Nullable Object> read(byte[] line, int length) {
    try {
      return OBJECT.readValue(line, 0, length);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * A map as one line.
   *
   * @throws IllegalArgumentException when it is too long or too deep
   */
  static String write(Map<?, ?> map) {
    try {
      String line = WRITER.writeValueAsString(plain(map, 0));
      if (line.length() > MAX_LENGTH / 2) {
        throw new IllegalArgumentException(
            "a result must be shorter than " + MAX_LENGTH / 2 + " characters as JSON");
      }
      return line;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** A record as a map. */
  static Map<String, @Nullable Object> map(Record of) {
    return MAPPER.convertValue(of, new TypeReference<Map<String, @Nullable Object>>() {});
  }

  /** The record that {@link #map} was given. */
  static <T extends Record> T record(@Nullable Object map, Class<T> type) {
    return MAPPER.convertValue(map, type);
  }

  /** The same values with nothing but what JSON has; numbers stay what they are. */
  private static @Nullable Object plain(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a value must not be nested more than 100 deep");
    }
    return switch (value) {
      case null -> null;
      case Boolean b -> b;
      case Float f -> f.doubleValue(); // the double that a thread would have made of it
      case Number n -> n;
      case Map<?, ?> map -> plainMap(map, depth);
      case Collection<?> list -> plainList(list, depth);
      default ->
          value.getClass().isArray()
              ? plainList(StepReader.items(value), depth)
              : Unicode.whole(value.toString());
    };
  }

  private static Map<String, @Nullable Object> plainMap(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> plain.put(Unicode.whole("" + key), plain(value, depth + 1)));
    return plain;
  }

  private static List<@Nullable Object> plainList(Collection<?> list, int depth) {
    List<@Nullable Object> plain = new ArrayList<>(list.size());
    list.forEach(item -> plain.add(plain(item, depth + 1)));
    return plain;
  }
}
