using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

public sealed class LatentNoiseTests
{
    private static readonly RandomStream Stream = new(NeuralTables.Key(5), RandomPurpose.Noise);

    [Fact]
    public void Normal_noise_is_the_stream_padded()
    {
        var expected = new float[6 * 20];
        Stream.Normal(3, expected);

        var rows = Rows(LatentDistribution.Normal, 20, 6);

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(expected[(i * 20)..((i + 1) * 20)], rows[(i * 32)..((i * 32) + 20)]);
            Assert.All(rows[((i * 32) + 20)..((i + 1) * 32)], value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Uniform_noise_fills_minus_one_to_one()
    {
        var rows = Rows(LatentDistribution.Uniform, 16, 500);

        Assert.All(rows, value => Assert.InRange(value, -1, 1));
        Assert.InRange(rows.Min(), -1, -0.99f);
        Assert.InRange(rows.Max(), 0.99f, 1);
        Assert.Equal(0, rows.Average(), 0.03f);
        Assert.Equal(1.0 / 3, rows.Average(value => (double)value * value), 0.02);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(48)]
    public void Sphere_noise_has_the_length_of_the_root_of_its_size_in_every_direction(int latent)
    {
        var columns = Block.PadColumns(latent);
        var rows = Rows(LatentDistribution.Sphere, latent, 400);

        for (var i = 0; i < 400; i++)
        {
            var norm = Math.Sqrt(rows[(i * columns)..((i + 1) * columns)].Sum(value => (double)value * value));
            Assert.Equal(Math.Sqrt(latent), norm, 1e-5);
        }

        var first = Enumerable.Range(0, 400).Select(i => (double)rows[i * columns]).ToList();
        Assert.Equal(0, first.Average(), 0.2);
        Assert.Equal(1, first.Average(value => value * value), 0.25);
    }

    [Theory]
    [InlineData(nameof(LatentDistribution.Normal), 2)]
    [InlineData(nameof(LatentDistribution.Uniform), 1)]
    [InlineData(nameof(LatentDistribution.Sphere), 3)]
    public void Line_runs_along_the_first_coordinate(string distribution, float end)
    {
        var noise = new LatentNoise(Enum.Parse<LatentDistribution>(distribution), 9);

        var line = noise.Line(5);

        Assert.Equal([-end, -end / 2, 0, end / 2, end], Enumerable.Range(0, 5).Select(i => line[i * 16]));
        Assert.Equal(4, line.Count(value => value != 0));
        Assert.All(noise.Line(1), value => Assert.Equal(0, value));
    }

    private static float[] Rows(LatentDistribution distribution, int latent, int count)
    {
        var noise = new LatentNoise(distribution, latent);
        var rows = new float[count * noise.Columns];
        rows.AsSpan().Fill(9);
        noise.Fill(Stream, 3, count, rows);
        return rows;
    }
}
