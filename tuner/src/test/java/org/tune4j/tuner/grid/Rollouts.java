package org.tune4j.tuner.grid;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartContext;
import org.tune4j.runner.TrialPart;

/** A part that does what its requests say, and counts them. */
public final class Rollouts implements TrialPart {
  /** The folders of those that are open now, in this JVM. */
  static final Set<String> OPEN = ConcurrentHashMap.newKeySet();

  private PartContext context;
  private int count;

  @Override
  public void setup(PartContext context, byte[] setup) {
    this.context = context;
    OPEN.add(context.folder().toString());
    if (new String(setup, UTF_8).equals("fail")) {
      throw new IllegalStateException("no rollouts today");
    }
  }

  @Override
  public byte[] call(byte[] request) throws Exception {
    count++;
    String what = request.length < 100 ? new String(request, UTF_8) : "echo";
    return switch (what) {
      case "count" -> text(count);
      case "who" -> text(context.trialId() + " " + context.bundle() + " " + context.gpus());
      case "fail" -> throw new IllegalStateException("boom");
      case "nothing" -> null;
      case "write" -> text(Files.writeString(context.folder().resolve("file"), "x"));
      case "slow" -> {
        Thread.sleep(4_500); // longer than it takes until something is sent again
        yield text(count);
      }
      case "sleep" -> {
        Thread.sleep(600_000);
        yield request;
      }
      case "large" -> new byte[Part.MOST_BYTES + 1];
      default -> request;
    };
  }

  @Override
  public void close() {
    OPEN.remove(context.folder().toString());
  }

  private static byte[] text(Object value) {
    return String.valueOf(value).getBytes(UTF_8);
  }

  /** A call as text. */
  static String ask(Part part, String what) throws Exception {
    return new String(part.call(what.getBytes(UTF_8)).get(), UTF_8);
  }
}
