package org.tune4j.tuner.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.grid.MemberOffers;
import org.tune4j.tuner.grid.OfferOptions;
import org.tune4j.tuner.place.Offer;
import org.tune4j.tuner.sim.MemberPlan;
import org.tune4j.yaml.Problems;
import picocli.CommandLine.Option;

/** A grid that there is not; options of {@code tune simulate}. */
final class SimulatedGrid {
  private static final int MOST_MEMBERS = 100_000;

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many members the grid has (default: ${DEFAULT-VALUE}).")
  private int members = 1;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "CPUs of each member (default: all of this machine).")
  private @Nullable String cpus;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description = "GPUs of each member (default: all that nvidia-smi lists here).")
  private @Nullable String gpus;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory of each member, such as 8GB (default: that of this machine).")
  private @Nullable String memory;

  @Option(
      names = "--resource",
      paramLabel = "NAME=AMOUNT",
      description = "Something else that each member has, such as licence=2; repeatable.")
  private List<String> resources = new ArrayList<>();

  private @Nullable Resources each;

  void check(Problems problems) {
    if (members < 1 || members > MOST_MEMBERS) {
      problems.add(
          null, "--members: must be from 1 to %,d (%d)".formatted(MOST_MEMBERS, members), "say 1");
    }
  }

  /** What the members offer, as many of them as one trial could use. */
  List<Offer> offers() {
    return Collections.nCopies(Math.min(members, PlacementGroup.MOST_BUNDLES), Offer.of(each()));
  }

  /** What each member offers; this machine is asked once. */
  Resources each() {
    if (each == null) {
      OfferOptions options = new OfferOptions(cpus, gpus, null, memory, resources, List.of());
      each = MemberOffers.detect(options).total();
    }
    return each;
  }

  MemberPlan plan() {
    return MemberPlan.steady(members, each());
  }

  @Override
  public String toString() {
    return members == 1
        ? "1 member with " + each()
        : "%,d members with %s each".formatted(members, each());
  }
}
