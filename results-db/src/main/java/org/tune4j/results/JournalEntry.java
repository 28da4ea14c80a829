package org.tune4j.results;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.Reported;

/**
 * The events of one batch as bytes. Texts come again and again (names of trials and metrics), so
 * each is written once in an entry, and then by its number.
 *
 * @param sweep its name
 * @param events by ascending seq
 */
record JournalEntry(String sweep, List<Recorded> events) {
  /** A later tune4j that writes them otherwise will say so here. */
  private static final byte FORMAT = 1;

  private static final byte RESULT = 0;
  private static final byte OTHER = 1;
  private static final int NULL = -1;
  private static final int NEW = -2;

  /** Writes entries into one buffer, which grows as needed and is used again. */
  static final class Encoder {
    private static final int LARGEST_KEPT = 1 << 20;

    private final int header;
    private final Map<String, Integer> texts = new HashMap<>();
    private ByteBuffer out = ByteBuffer.allocate(1 << 14);

    /** Leaves so many bytes free before the entry. */
    Encoder(int header) {
      this.header = header;
    }

    /** The entry, from position 0 with the header to the limit; good until the next call. */
    ByteBuffer encode(String sweep, List<Recorded> events) {
      if (out.capacity() > LARGEST_KEPT) {
        out = ByteBuffer.allocate(LARGEST_KEPT);
      }
      texts.clear();
      out.clear().position(header);
      room(1).put(FORMAT);
      text(sweep);
      integer(events.size());
      for (Recorded recorded : events) {
        number(recorded.seq());
        moment(recorded.at());
        if (recorded.event() instanceof Reported reported) {
          room(1).put(RESULT);
          result(reported.result());
        } else {
          room(1).put(OTHER);
          other(EventRows.columns(recorded.event()));
        }
      }
      return out.flip();
    }

    private void result(Result result) {
      text(result.trialId());
      integer(result.attempt());
      integer(result.trainingIteration());
      number(result.timestepsTotal());
      number(result.episodesTotal());
      real(result.timeTotalS());
      integer(result.metrics().size());
      result
          .metrics()
          .forEach(
              (name, value) -> {
                text(name);
                real(value);
              });
      text(Texts.json(result.extra()));
      room(1).put((byte) (result.done() ? 1 : 0));
    }

    private void other(EventRows.Columns columns) {
      text(columns.kind());
      text(columns.trialId());
      Integer attempt = columns.attempt();
      integer(attempt == null ? NULL : attempt);
      text(columns.detail());
    }

    private void text(@Nullable String text) {
      if (text == null) {
        integer(NULL);
        return;
      }
      Integer known = texts.putIfAbsent(text, texts.size());
      if (known != null) {
        integer(known);
      } else {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        integer(NEW);
        integer(bytes.length);
        room(bytes.length).put(bytes);
      }
    }

    private void moment(Instant at) {
      number(at.getEpochSecond());
      integer(at.getNano());
    }

    private void integer(int value) {
      room(Integer.BYTES).putInt(value);
    }

    private void number(long value) {
      room(Long.BYTES).putLong(value);
    }

    private void real(double value) {
      room(Double.BYTES).putDouble(value);
    }

    private ByteBuffer room(int bytes) {
      if (out.remaining() < bytes) {
        int needed = Math.addExact(out.position(), bytes);
        int larger = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * out.capacity()));
        out = ByteBuffer.allocate(larger).put(out.flip());
      }
      return out;
    }
  }

  /** Reads what {@link Encoder} wrote, without the header. */
  static JournalEntry decode(byte[] entry) {
    return new Decoder(ByteBuffer.wrap(entry)).entry();
  }

  private record Decoder(ByteBuffer in, List<String> texts) {
    Decoder(ByteBuffer in) {
      this(in, new ArrayList<>());
    }

    JournalEntry entry() {
      byte format = in.get();
      if (format != FORMAT) {
        throw new IllegalStateException("journal: unknown format (" + format + ")");
      }
      String sweep = text();
      int count = in.getInt();
      List<Recorded> events = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long seq = in.getLong();
        Instant at = Instant.ofEpochSecond(in.getLong(), in.getInt());
        events.add(
            new Recorded(
                seq, at, in.get() == RESULT ? new Reported(result()) : EventRows.event(columns())));
      }
      return new JournalEntry(sweep, events);
    }

    private Result result() {
      return new Result(
          text(),
          in.getInt(),
          in.getInt(),
          in.getLong(),
          in.getLong(),
          in.getDouble(),
          metrics(),
          textOrNull(),
          in.get() != 0);
    }

    private SortedMap<String, Double> metrics() {
      SortedMap<String, Double> metrics = new TreeMap<>();
      for (int left = in.getInt(); left > 0; left--) {
        metrics.put(text(), in.getDouble());
      }
      return metrics;
    }

    private EventRows.Columns columns() {
      String kind = text();
      String trialId = textOrNull();
      int attempt = in.getInt();
      return new EventRows.Columns(kind, trialId, attempt == NULL ? null : attempt, text());
    }

    private String text() {
      String text = textOrNull();
      if (text == null) {
        throw new IllegalStateException("journal: a text is missing");
      }
      return text;
    }

    private @Nullable String textOrNull() {
      int number = in.getInt();
      if (number == NULL) {
        return null;
      }
      if (number != NEW) {
        return texts.get(number);
      }
      byte[] bytes = new byte[in.getInt()];
      in.get(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      texts.add(text);
      return text;
    }
  }
}
