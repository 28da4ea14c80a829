package org.tune4j.space;

import java.util.IdentityHashMap;
import java.util.random.RandomGenerator;

/**
 * Draws the values of a variant of the grid. They depend on the seed, the number and each domain's
 * key, so that one more domain changes none of the others.
 *
 * @param selected the item of each axis
 * @param seed any
 * @param number which draw of them this is
 */
record Drawn(IdentityHashMap<SpaceNode.Axis, SpaceNode> selected, long seed, long number)
    implements VariantValues {

  @Override
  public int item(String key, SpaceNode.Axis axis) {
    SpaceNode item = selected.get(axis);
    for (int i = 0; i < axis.items().size(); i++) {
      if (axis.items().get(i) == item) {
        return i;
      }
    }
    throw new IllegalStateException("nothing is selected on the axis " + axis.path());
  }

  @Override
  public int item(String key, Domain.Choice choice) {
    return Weights.draw(choice, random(key));
  }

  @Override
  public Number number(String key, Domain.Numeric domain) {
    return domain.sample(random(key));
  }

  @Override
  public String inside(String key, SpaceNode.Axis axis, int item) {
    return key;
  }

  private RandomGenerator random(String key) {
    return Seeds.random(seed, "space:" + key, number);
  }
}
