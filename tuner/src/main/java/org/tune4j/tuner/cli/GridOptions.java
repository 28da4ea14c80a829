package org.tune4j.tuner.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.grid.MemberOffers;
import org.tune4j.tuner.grid.OfferOptions;
import picocli.CommandLine.Option;

/** What this member offers its trials; options of the commands that start one. */
final class GridOptions {
  @Option(
      names = "--cpus",
      paramLabel = "N",
      description =
          "CPUs that trials may hold here (default: all of this machine; of `run --join`: none).")
  private @Nullable String cpus;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description = "GPUs that trials may hold here (default: all that nvidia-smi lists).")
  private @Nullable String gpus;

  @Option(
      names = "--gpu-ids",
      paramLabel = "ID[,ID...]",
      description = "These GPUs, as CUDA_VISIBLE_DEVICES takes them.")
  private @Nullable String gpuIds;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory that trials may hold here, such as 8GB (default: all).")
  private @Nullable String memory;

  @Option(
      names = "--resource",
      paramLabel = "NAME=AMOUNT",
      description = "Something else that trials may hold here, such as licence=2; repeatable.")
  private List<String> resources = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "What else is known of this member, such as zone=a; repeatable.")
  private List<String> labels = new ArrayList<>();

  private @Nullable Resources offered;

  /** As typed. */
  OfferOptions offer() {
    return new OfferOptions(cpus, gpus, gpuIds, memory, resources, labels);
  }

  /** What all trials on this member together may hold; the machine is asked once. */
  Resources offered() {
    if (offered == null) {
      offered = MemberOffers.detect(offer()).total();
    }
    return offered;
  }
}
