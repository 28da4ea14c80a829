package org.tune4j.tuner.place;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;

/** How long it takes to place a trial of one bundle and to release another, on a busy grid. */
final class LedgerBenchmark {
  private LedgerBenchmark() {}

  public static void main(String[] args) {
    int times = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    int most = times < 1_000 ? 16 : 10_000;
    for (int members = 1; members <= most; members = members == 1 ? 16 : members * 25) {
      for (Resources bundle : new Resources[] {Resources.ONE_CPU, new Resources(1, 0.5)}) {
        measure(members, bundle, times); // warm
        System.out.printf(
            Locale.ROOT,
            "%,6d members, %-15s %7.3f us%n",
            members,
            bundle,
            measure(members, bundle, times));
      }
    }
  }

  /** Microseconds for one release and one take. */
  private static double measure(int members, Resources bundle, int times) {
    Ledger ledger = new Ledger();
    for (int i = 0; i < members; i++) {
      ledger.join("member-" + i, Offer.of(new Resources(4, bundle.gpu() > 0 ? 2 : 0)));
    }
    PlacementGroup group = PlacementGroup.of(bundle);
    Deque<String> holders = new ArrayDeque<>();
    for (int i = 0; ledger.take("t" + i, group) != null; i++) {
      holders.add("t" + i);
    }
    long began = System.nanoTime();
    for (int i = 0; i < times; i++) {
      String holder = holders.removeFirst();
      ledger.release(holder);
      if (!ledger.hasRoom() || ledger.take(holder, group) == null) {
        throw new IllegalStateException("no room for " + holder);
      }
      holders.addLast(holder);
    }
    return (System.nanoTime() - began) / 1_000.0 / times;
  }
}
