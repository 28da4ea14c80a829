package org.tune4j.tuner.grid;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.tune4j.space.Config;

/**
 * Messages as bytes: JSON with short type names of our own, so that no class name crosses the wire
 * and nothing but these records can come out of it. Thread-safe.
 */
final class Wire {

  /**
   * A batch for a member.
   *
   * @param version the version of tune4j that the driver runs
   * @param driver the uid of the driver's database
   * @param epoch counts the drivers of that database
   * @param messages none for the mere sign that the driver is there
   */
  record ForMember(String version, String driver, long epoch, List<ToMember> messages) {}

  /** A batch for a driver. */
  record ForDriver(List<FromMember> messages) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // only what a record is made of travels
          .addModule(configs())
          .addMixIn(ToMember.class, Named.class)
          .addMixIn(FromMember.class, Named.class)
          .addMixIn(PartMessage.class, Named.class)
          .build();

  static {
    MAPPER.registerSubtypes(
        new NamedType(ToMember.Start.class, "start"),
        new NamedType(ToMember.Answer.class, "answer"),
        new NamedType(ToMember.CheckpointTaken.class, "taken"),
        new NamedType(ToMember.EndTaken.class, "endTaken"),
        new NamedType(ToMember.Abort.class, "abort"),
        new NamedType(ToMember.Check.class, "check"),
        new NamedType(FromMember.Here.class, "here"),
        new NamedType(FromMember.Left.class, "left"),
        new NamedType(FromMember.Reported.class, "reported"),
        new NamedType(FromMember.Saved.class, "saved"),
        new NamedType(FromMember.Ended.class, "ended"),
        new NamedType(FromMember.Output.class, "output"),
        new NamedType(FromMember.Checked.class, "checked"),
        new NamedType(PartMessage.Holds.class, "holds"),
        new NamedType(PartMessage.Booked.class, "booked"),
        new NamedType(PartMessage.Start.class, "startPart"),
        new NamedType(PartMessage.Call.class, "call"),
        new NamedType(PartMessage.Close.class, "closePart"),
        new NamedType(PartMessage.Alive.class, "alive"),
        new NamedType(PartMessage.Here.class, "parts"),
        new NamedType(PartMessage.Answer.class, "partAnswer"),
        new NamedType(PartMessage.Closed.class, "partClosed"));
  }

  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final ObjectReader FOR_MEMBER = MAPPER.readerFor(ForMember.class);
  private static final ObjectReader FOR_DRIVER = MAPPER.readerFor(ForDriver.class);
  private static final ObjectReader PART = MAPPER.readerFor(PartFrame.Head.class);

  private Wire() {}

  static byte[] write(Object batch) {
    try {
      return WRITER.writeValueAsBytes(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ForMember readForMember(byte[] bytes) {
    try {
      return FOR_MEMBER.readValue(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("grid: a message that no driver of ours wrote", e);
    }
  }

  static ForDriver readForDriver(byte[] bytes) {
    try {
      return FOR_DRIVER.readValue(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("grid: a message that no member of ours wrote", e);
    }
  }

  static PartFrame.Head readPartHead(byte[] bytes) {
    try {
      return PART.readValue(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("grid: a message of a part that no member of ours wrote", e);
    }
  }

  /** A config travels as its canonical text. */
  private static SimpleModule configs() {
    SimpleModule module = new SimpleModule("tune4j");
    module.addSerializer(
        new StdSerializer<Config>(Config.class) {
          private static final long serialVersionUID = 1;

          @Override
          public void serialize(Config config, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(config.toString());
          }
        });
    module.addDeserializer(
        Config.class,
        new StdDeserializer<Config>(Config.class) {
          private static final long serialVersionUID = 1;

          @Override
          public Config deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return Config.parse(in.getText());
          }
        });
    return module;
  }
}
