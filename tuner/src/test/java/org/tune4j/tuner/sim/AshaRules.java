package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tune4j.runner.Decision;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.engine.Command;

/** What {@code docs/schedulers/asha.md} says, for one objective. */
final class AshaRules extends PromotionRules {
  private final boolean promotes;
  private final boolean stopsLast;
  private final int factor;
  private final long maxT;
  private final long seed;

  /** The ages of the rungs of each bracket, and what was measured there, as it came. */
  private final List<List<Long>> levels = new ArrayList<>();

  private final List<List<List<Measured>>> rungs = new ArrayList<>();

  private final Map<String, Integer> brackets = new HashMap<>();

  /** At how many rungs each was measured. */
  private final Map<String, Integer> passed = new HashMap<>();

  /** Those that were not promoted, or were stopped, at the last of these. */
  private final Set<String> stay = new HashSet<>();

  /** How many trials there will be, as far as it is known; -1 when it is not. */
  private int total;

  private final int cells;

  private record Measured(String trial, double score) {}

  private AshaRules(Scenario.Drawn sweep) {
    super(sweep);
    promotes = settings.getString("variant", "stopping").equals("promotion");
    stopsLast = settings.getBoolean("stop_last_trials", true);
    factor = (int) settings.getLong("reduction_factor", 4);
    maxT = settings.getLong("max_t", 100);
    seed = sweep.scheduler().setup().seed();
    total = sweep.scheduler().setup().samples();
    cells = sweep.trials() / sweep.samples();
    for (int bracket = 0; bracket < settings.getLong("brackets", 1); bracket++) {
      List<Long> ages = new ArrayList<>();
      List<List<Measured>> ladder = new ArrayList<>();
      long first = settings.getLong("grace_period", 1) * power(factor, bracket);
      for (long age = first; age <= maxT; age *= factor) {
        ages.add(age);
        ladder.add(new ArrayList<>());
      }
      levels.add(ages);
      rungs.add(ladder);
    }
  }

  /** {@code null} for several objectives: their fronts are another matter. */
  static AshaRules of(Scenario.Drawn sweep) {
    boolean one =
        sweep.sweep().rules().objectives().isPlain() || sweep.scheduler().settings().has("metric");
    return one ? new AshaRules(sweep) : null;
  }

  private static long power(long base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }

  // ---- rungs ----

  /** In proportion to {@code factor^-b / (number of its rungs)}, drawn by the trial's number. */
  private int bracketOf(int number) {
    double[] upTo = new double[levels.size()];
    double sum = 0;
    for (int b = 0; b < upTo.length; b++) {
      sum += 1.0 / power(factor, b) / levels.get(b).size();
      upTo[b] = sum;
    }
    double drawn = upTo.length == 1 ? 0 : Seeds.derive(seed, "asha-bracket", number) * 0x1p-53;
    int bracket = 0;
    while (bracket < upTo.length - 1 && drawn >= upTo[bracket] / sum) {
      bracket++;
    }
    return bracket;
  }

  private int reached(String trial, double age) {
    return (int) levels.get(brackets.get(trial)).stream().filter(level -> age >= level).count();
  }

  private List<Measured> rung(String trial, int rung) {
    return rungs.get(brackets.get(trial)).get(rung);
  }

  /** The best of a rung, of equals the first. */
  private static List<Measured> best(List<Measured> rung, int count) {
    return rung.stream().sorted(Comparator.comparingDouble(Measured::score)).limit(count).toList();
  }

  /** Who is to be promoted next, if that one waited, too; {@code null} when nobody is. */
  private String next(String also) {
    String next = null;
    long oldest = -1;
    for (int b = 0; b < rungs.size(); b++) {
      for (int k = 0; k < rungs.get(b).size(); k++) {
        String first = promotable(b, k, also);
        if (first != null && levels.get(b).get(k) > oldest) {
          oldest = levels.get(b).get(k);
          next = first;
        }
      }
    }
    return next;
  }

  private String promotable(int bracket, int rung, String also) {
    List<Measured> all = rungs.get(bracket).get(rung);
    return best(all, all.size() / factor).stream()
        .map(Measured::trial)
        .filter(trial -> held().contains(trial) || trial.equals(also))
        .filter(trial -> passed.get(trial) == rung + 1)
        .findFirst()
        .orElse(null);
  }

  // ---- what follows ----

  @Override
  Decision judge(String trial, Result result) {
    Double age = age(result);
    if (age == null) {
      return Decision.CONTINUE;
    }
    boolean isLast = stopsLast && age >= maxT;
    if (isLast || promotes || !stay.contains(trial)) {
      measure(trial, age, score(result));
    }
    if (isLast) {
      return Decision.STOP;
    }
    if (!stay.contains(trial) || reached(trial, age) < passed.get(trial)) {
      return Decision.CONTINUE;
    }
    return promotes ? Decision.PAUSE : Decision.STOP;
  }

  /** Once at each rung. */
  private void measure(String trial, double age, Double score) {
    int before = passed.get(trial);
    for (int k = before; score != null && k < reached(trial, age); k++) {
      rung(trial, k).add(new Measured(trial, score));
      passed.put(trial, k + 1);
    }
    if (passed.get(trial) > before) {
      stay.remove(trial); // it came further before it could pause
      if (promotes ? !trial.equals(next(trial)) : !isGoodEnough(trial, before)) {
        stay.add(trial);
      }
    }
  }

  /** Whether it is as good as the worst that goes on, at all rungs from that on. */
  private boolean isGoodEnough(String trial, int from) {
    for (int k = from; k < passed.get(trial); k++) {
      List<Measured> rung = rung(trial, k);
      double enough = best(rung, Math.max(1, rung.size() / factor)).getLast().score();
      if (own(rung, trial) > enough) {
        return false;
      }
    }
    return true;
  }

  private static double own(List<Measured> rung, String trial) {
    return rung.stream().filter(m -> m.trial().equals(trial)).findFirst().orElseThrow().score();
  }

  @Override
  void proposed(Trial trial) {
    check(
        next(null) == null, next(null) + " could be promoted, but " + trial.id() + " is proposed");
    brackets.put(trial.id(), bracketOf(trial.number()));
    passed.put(trial.id(), 0);
  }

  @Override
  void resumed(Trial trial) {
    String next = next(trial.id());
    check(trial.id().equals(next), next + " is to be promoted, not " + trial.id());
    stay.remove(trial.id());
  }

  @Override
  void dropped(Trial trial) {
    check(!trial.id().equals(next(trial.id())), trial.id() + " ends, but could be promoted");
    if (trial.reason().endsWith("whoever comes")) {
      int all = event() instanceof SweepEvent.SlotFree || total < 0 ? brackets.size() : total;
      check(
          passed.get(trial.id()) == 1 && isHopeless(trial.id(), all),
          trial.id() + " ends, but may yet be among the best");
    }
    if (trial.reason().endsWith("nothing else goes on")) {
      check(allWait() && next(null) == null, trial.id() + " ends, but others could go on");
    }
  }

  /** Whether as many are better at its rung, the first, as will ever go on from there. */
  private boolean isHopeless(String trial, int all) {
    List<Measured> rung = rung(trial, 0);
    int come = 0;
    for (int number = 0; number < all; number++) {
      come += bracketOf(number) == brackets.get(trial) ? 1 : 0;
    }
    return rung.size() <= come
        && best(rung, come / factor).stream().noneMatch(m -> m.trial().equals(trial));
  }

  @Override
  void settled(SweepEvent event, List<Command> commands) {
    if (event instanceof SweepEvent.Grown grown) {
      total = total < 0 ? -1 : grown.numSamples() * cells;
    }
    for (String trial : held()) {
      check(
          total < 0 || passed.get(trial) != 1 || !isHopeless(trial, total),
          trial + " waits, but for nothing");
    }
  }

  @Override
  void ended(Trial trial) {
    int next = passed.get(trial.id());
    if (trial.status() == TrialStatus.ERROR && next < levels.get(brackets.get(trial.id())).size()) {
      rung(trial.id(), next).add(new Measured(trial.id(), Double.POSITIVE_INFINITY));
    }
  }
}
