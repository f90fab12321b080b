"""What safety checks share: signs and actions found by concept, where they stand, and which action governs which sign."""
