package org.tune4j.search.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tune4j.space.Condition;
import org.tune4j.space.Parameter;
import org.tune4j.space.ParameterSpace;

/**
 * Which algorithms search a space, and why.
 *
 * <p>It does not depend on how many trials there will be: a sweep may be given more of them later,
 * and goes on as if it had had them from the start.
 *
 * @param phases one after the other; the last has no end
 * @param reason a sentence for the user
 */
record Plan(List<Phase> phases, String reason) {
  /** So many trials of one design, that of {@code cmaes}, are for all to learn from. */
  private static final int DESIGN = 10;

  /** A Gaussian process costs the cube of the number of trials. */
  private static final int AFFORDABLE = 300;

  /** With more parameters it costs too much, and has too few trials to learn from. */
  private static final int MOST_PARAMETERS = 100;

  Plan {
    phases = List.copyOf(phases);
  }

  /** For one objective. */
  static Plan of(ParameterSpace space) {
    List<String> turns = new ArrayList<>(List.of("evolution", "cmaes"));
    String of = space.size() == 1 ? "1 parameter" : space.size() + " parameters";
    if (hasBranches(space)) {
      turns.add("tpe");
      of += ", some of which depend on choices";
    }
    Phase design = new Phase(DESIGN, List.of("cmaes"));
    Phase cheap = new Phase(Integer.MAX_VALUE, turns);
    if (space.size() > MOST_PARAMETERS) {
      return new Plan(List.of(design, cheap), inTurn(turns) + of + ", too many for gp");
    }
    List<String> all = Stream.concat(Stream.of("gp"), turns.stream()).toList();
    String end = "; gp stops after %d trials, as it would become slow".formatted(AFFORDABLE);
    return new Plan(List.of(design, new Phase(AFFORDABLE, all), cheap), inTurn(all) + of + end);
  }

  private static String inTurn(List<String> turns) {
    return String.join(", ", turns) + " take turns, each learning from all trials: ";
  }

  /** Whether a choice without an order decides which others there are. */
  private static boolean hasBranches(ParameterSpace space) {
    TreeSet<Integer> deciding = new TreeSet<>();
    for (Parameter parameter : space.parameters()) {
      collect(parameter.when(), deciding);
    }
    return !deciding.isEmpty();
  }

  private static void collect(Condition condition, TreeSet<Integer> deciding) {
    switch (condition) {
      case Condition.Item item -> deciding.add(item.parameter());
      case Condition.Within within -> {}
      case Condition.All all -> all.conditions().forEach(part -> collect(part, deciding));
      case Condition.Any any -> any.conditions().forEach(part -> collect(part, deciding));
    }
  }
}
