using Orchestrator.Training.Classifiers.Numerics;
using Orchestrator.Training.Classifiers.Svm;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers.Svm;

public sealed unsafe class GaussianKernelTests
{
    private const double Gamma = 0.7;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 3)]
    [InlineData(33, 12)]
    [InlineData(200, 5)]
    public void Rows_hold_the_kernel_s_values_and_are_symmetric_to_the_bit(int count, int columns)
    {
        var features = Fits.Noise(count, columns, 5);
        using var rows = Rows(features, 1 << 20);
        for (var i = 0; i < count; i++)
        {
            var row = rows.Row(i);
            Assert.Equal(1, row[i]);
            for (var j = 0; j < count; j++)
            {
                var expected = Value(features, i, j);
                Assert.InRange(row[j], expected * (1 - 1e-7), expected * (1 + 1e-7));
                Assert.Equal(rows.Row(j)[i], row[j]);
            }

            for (var k = count; k < rows.Padded; k++)
                Assert.True(float.IsFinite(row[k]));
        }

        Assert.Equal(count, rows.Computed);
    }

    [Fact]
    public void Rows_that_were_given_up_come_back_the_same()
    {
        var features = Fits.Noise(50, 4, 6);
        using var all = Rows(features, 1 << 20);
        using var few = Rows(features, 0);
        for (var turn = 0; turn < 3; turn++)
        {
            for (var i = 0; i < 50; i++)
            {
                var (first, second) = ((nint)few.Row(i), (nint)few.Row((i + 7) % 50));
                Assert.Equal(Values(all.Row(i)), Values((float*)first));
                Assert.Equal(Values(all.Row((i + 7) % 50)), Values((float*)second));
            }
        }

        Assert.True(few.Computed > 100);
        Assert.Equal(50, all.Computed);
        float[] Values(float* row) => new ReadOnlySpan<float>(row, 50).ToArray();
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(0)]
    public void A_subset_has_the_same_values(int bytes)
    {
        var features = Fits.Noise(90, 4, 7);
        int[] positions = [.. Enumerable.Range(0, 90).Where(i => i % 3 != 1)];
        using var rows = Rows(features, bytes);
        using var subset = rows.Subset(positions);
        for (var i = 0; i < positions.Length; i++)
        {
            var row = subset.Row(i);
            for (var j = 0; j < positions.Length; j++)
                Assert.Equal((float)rows.Row(positions[i])[positions[j]], row[j]);
        }
    }

    [Fact]
    public void A_point_from_elsewhere_has_its_values_in_double_precision()
    {
        var features = Fits.Noise(45, 6, 8);
        using var kernel = new GaussianKernel(features, [.. Enumerable.Range(0, 45)], Gamma);
        using var target = new NativeBlock(kernel.Padded);
        kernel.Row(features.Row(11), target.Doubles);
        for (var j = 0; j < 45; j++)
            Assert.Equal(Value(features, 11, j), target.Doubles[j], 1e-14);
    }

    private static KernelRows Rows(Matrix features, long bytes) =>
        new(new GaussianKernel(features, [.. Enumerable.Range(0, features.Rows)], Gamma), bytes);

    private static double Value(Matrix features, int i, int j)
    {
        var sum = 0.0;
        for (var c = 0; c < features.Columns; c++)
            sum += Math.Pow(features[i, c] - features[j, c], 2);
        return Math.Exp(-Gamma * sum);
    }
}
