package org.tune4j.space;

/** Where the values of a variant come from. */
interface VariantValues {
  /** Which item of an axis is taken. */
  int item(String key, SpaceNode.Axis axis);

  /** Which item of a choice is taken. */
  int item(String key, Domain.Choice choice);

  /** A value of that domain. */
  Number number(String key, Domain.Numeric domain);

  /** The key by which the inner values of an axis's item are asked for. */
  String inside(String key, SpaceNode.Axis axis, int item);
}
