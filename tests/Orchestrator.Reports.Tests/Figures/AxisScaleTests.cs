using Orchestrator.Reports.Figures;

namespace Orchestrator.Reports.Tests.Figures;

public sealed class AxisScaleTests
{
    [Fact]
    public void Linear_axis_names_round_values_within_it()
    {
        var scale = new AxisScale([0, 10], 0, 110);
        Assert.Equal([0, 5, 10], scale.Ticks);
        Assert.Equal(5, scale.At(0), 1e-9);
        Assert.Equal(105, scale.At(10), 1e-9);
    }

    [Fact]
    public void Logarithmic_axis_names_powers_and_leaves_out_what_it_cannot_show()
    {
        var scale = new AxisScale([1e-6, 1, 0, -1, double.NaN], 300, 0, logarithmic: true);
        Assert.Equal([1e-6, 1e-4, 1e-2, 1], scale.Ticks.Select(t => Math.Round(t, 7)));
        Assert.False(scale.Has(0));
        Assert.True(scale.Has(1e-9));
        Assert.True(scale.At(1) < scale.At(1e-6));
    }

    [Fact]
    public void Axis_of_bars_begins_at_zero() => Assert.Equal(
        100, new AxisScale([50, 60], 100, 0, fromZero: true).At(0), 1e-9);

    [Fact]
    public void Axis_of_one_value_or_none_can_be_drawn()
    {
        Assert.NotEmpty(new AxisScale([3], 0, 100).Ticks);
        Assert.NotEmpty(new AxisScale([double.NaN], 0, 100).Ticks);
        Assert.NotEmpty(new AxisScale([0.5], 0, 100, logarithmic: true).Ticks);
    }
}
