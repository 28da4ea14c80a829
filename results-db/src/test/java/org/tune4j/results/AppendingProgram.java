package org.tune4j.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.SweepEvent.SlotFree;

/**
 * Goes on with a sweep where it stands and appends batches of random size, printing the last seq of
 * each batch once it is durable. Every third event is no result.
 */
final class AppendingProgram {
  private AppendingProgram() {}

  public static void main(String[] args) {
    try (ResultsDb db = ResultsDb.open(Path.of(args[0]))) {
      if (db.sweep("s") == null) {
        db.createSweep(Sample.sweep("s"));
        db.append("s", Batch.of(List.of(), List.of(Sample.trial("s", 0, Map.of("lr", 0.1))), 0));
      }
      long seq = db.replay("s", event -> {});
      Random random = new Random(seq + 1);
      System.out.println(seq);
      while (true) {
        List<Recorded> events = new ArrayList<>();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
          events.add(event(++seq));
        }
        db.append("s", Batch.of(events, List.of(), seq));
        System.out.println(seq);
      }
    }
  }

  static Recorded event(long seq) {
    return seq % 3 == 0
        ? Sample.event(seq, new SlotFree())
        : Sample.reported(
            seq, "s_00000", 1, Math.toIntExact(seq), Map.of("m", seq * 0.5, "m" + seq % 7, 1.0));
  }
}
