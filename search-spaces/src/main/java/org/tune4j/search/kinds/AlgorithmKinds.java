package org.tune4j.search.kinds;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.AlgorithmKind;
import org.tune4j.search.RandomSearch;
import org.tune4j.search.auto.Auto;
import org.tune4j.search.cmaes.CmaEs;
import org.tune4j.search.de.Dehb;
import org.tune4j.search.de.DifferentialEvolution;
import org.tune4j.search.evolution.AgingEvolution;
import org.tune4j.search.evolution.Evolution;
import org.tune4j.search.gp.GpKind;
import org.tune4j.search.nsga.Nsga2;
import org.tune4j.search.sequence.SequenceSearch;
import org.tune4j.search.tpe.Bohb;
import org.tune4j.search.tpe.Tpe;
import org.tune4j.space.ConfigSchema;

/** The algorithms that {@code search_alg} may name, beside the walks over variants. */
public final class AlgorithmKinds {
  private static final Map<String, AlgorithmKind> ALL = new TreeMap<>();

  static {
    List.of(
            new AlgorithmKind(
                "random_search",
                false,
                true,
                ConfigSchema.of(List.of(), Map.of()),
                setup -> new RandomSearch(setup.space(), setup.seed())),
            SequenceSearch.SOBOL,
            SequenceSearch.HALTON,
            Evolution.KIND,
            AgingEvolution.KIND,
            Tpe.KIND,
            Bohb.KIND,
            CmaEs.KIND,
            Nsga2.KIND,
            DifferentialEvolution.KIND,
            Dehb.KIND,
            GpKind.GP,
            Auto.kind(AlgorithmKinds::named))
        .forEach(kind -> ALL.put(kind.name(), kind));
  }

  private AlgorithmKinds() {}

  /** All of them, by name. */
  public static Map<String, AlgorithmKind> all() {
    return Collections.unmodifiableMap(ALL);
  }

  /** The one of that name; {@code null} when there is none. */
  public static @Nullable AlgorithmKind named(String name) {
    return ALL.get(name);
  }
}
