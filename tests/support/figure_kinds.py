"""One small figure for each kind of thing that Matplotlib draws."""

from __future__ import annotations

HEAD = """\
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import offsetbox, patheffects, patches, collections

grid = np.arange(24.0).reshape(4, 6)
x = np.linspace(0, 6, 20)
"""

ON_AXES = {
    "plot": "axis.plot(x, np.sin(x), 'o-')",
    "errorbar": "axis.errorbar(x, x, yerr=1, xerr=0.2, capsize=2)",
    "scatter": "axis.scatter(x, np.cos(x), c=x, s=x * 10, marker='*')",
    "step": "axis.step(x, x)",
    "loglog": "axis.loglog(x + 1, x + 1)",
    "semilogx": "axis.semilogx(x + 1, x)",
    "semilogy": "axis.semilogy(x, x + 1)",
    "symlog": "axis.plot(x - 3, x); axis.set_xscale('symlog')",
    "fill": "axis.fill([0, 1, 1], [0, 0, 1], 'C2')",
    "fill-between": "axis.fill_between(x, x, -x, alpha=0.3)",
    "fill-betweenx": "axis.fill_betweenx(x, x, -x)",
    "bar": "axis.bar(['a', 'b'], [1, 2])",
    "bar-label": "axis.bar_label(axis.bar(['a', 'b'], [1, 2]), label_type='center')",
    "barh": "axis.barh(['a', 'b'], [1, 2])",
    "hatch": "axis.bar(['noun', 'not'], [3, 5], hatch='//')",
    "hatch-circles": "axis.bar(['noun', 'not'], [3, 5], hatch='oO*', facecolor='none', edgecolor='C1')",
    "contourf-hatch": "axis.contourf(grid, hatches=['/', '.', 'x'], colors='none')",
    "broken-barh": "axis.broken_barh([(0, 1), (2, 1)], (0, 1))",
    "stem": "axis.stem(x, x)",
    "eventplot": "axis.eventplot([[1, 2], [3, 4]])",
    "pie": "axis.pie([1, 2, 3], labels=['a', 'b', 'c'], autopct='%.0f%%', shadow=True)",
    "stackplot": "axis.stackplot(x, x, x + 1)",
    "stairs": "axis.stairs([1, 2, 3])",
    "vlines": "axis.vlines(x, 0, x)",
    "hlines": "axis.hlines(x, 0, x)",
    "axhline": "axis.axhline(0); axis.axvline(1); axis.axline((0, 0), slope=1)",
    "axhspan": "axis.axhspan(0, 1); axis.axvspan(0, 1)",
    "acorr": "axis.acorr(np.sin(x))",
    "xcorr": "axis.xcorr(np.sin(x), np.cos(x))",
    "psd": "axis.psd(np.sin(np.arange(256)))",
    "csd": "axis.csd(np.sin(np.arange(256)), np.cos(np.arange(256)))",
    "specgram": "axis.specgram(np.sin(np.arange(1024)))",
    "cohere": "axis.cohere(np.sin(np.arange(512)), np.cos(np.arange(512)))",
    "magnitude-spectrum": "axis.magnitude_spectrum(np.sin(x))",
    "angle-spectrum": "axis.angle_spectrum(np.sin(x))",
    "phase-spectrum": "axis.phase_spectrum(np.sin(x))",
    "boxplot": "axis.boxplot([x, x * 2, [1, 2, 50]])",
    "violinplot": "axis.violinplot([x, x * 2])",
    "ecdf": "axis.ecdf(x)",
    "hist": "axis.hist(x)",
    "hist2d": "axis.hist2d(x, x)",
    "hexbin": "axis.hexbin(x, np.sin(x), gridsize=5)",
    "clabel": "axis.clabel(axis.contour(grid))",
    "contour": "axis.contour(grid, colors='k')",
    "contourf": "axis.contourf(grid)",
    "imshow": "axis.imshow(grid)",
    "imshow-rgb": "axis.imshow(np.zeros((4, 4, 3)))",
    "imshow-none": "axis.imshow(np.zeros((4, 4000)), aspect='auto', interpolation='none')",
    "matshow": "axis.matshow(grid)",
    "spy": "axis.spy(np.eye(8))",
    "spy-markers": "axis.spy(np.eye(8), markersize=3)",
    "pcolor": "axis.pcolor(grid)",
    "pcolormesh": "axis.pcolormesh(grid)",
    "pcolormesh-gouraud": "axis.pcolormesh(grid, shading='gouraud')",
    "pcolorfast": "axis.pcolorfast(grid)",
    "tripcolor": "axis.tripcolor([0, 1, 0, 1], [0, 0, 1, 1], [1, 2, 3, 4])",
    "tripcolor-gouraud": "axis.tripcolor([0, 1, 0, 1], [0, 0, 1, 1], [1, 2, 3, 4], shading='gouraud')",
    "triplot": "axis.triplot([0, 1, 0, 1], [0, 0, 1, 1])",
    "tricontour": "axis.tricontour([0, 1, 0, 1], [0, 0, 1, 1], [1, 2, 3, 4])",
    "tricontourf": "axis.tricontourf([0, 1, 0, 1], [0, 0, 1, 1], [1, 2, 3, 4])",
    "colorbar": "figure.colorbar(axis.imshow(grid), ax=axis, label='count', extend='both')",
    "colorbar-contour": "figure.colorbar(axis.contour(grid), ax=axis)",
    "quiver": "axis.quiverkey(axis.quiver(grid, grid), 0.9, 0.9, 5, 'speed')",
    "barbs": "axis.barbs(grid * 5, grid * 5)",
    "streamplot": "axis.streamplot(np.arange(6), np.arange(4), grid + 1, grid - 9)",
    "text": "axis.text(0.5, 0.5, 'a < b & c', rotation=30, bbox={'boxstyle': 'round', 'facecolor': 'wheat'})",
    "annotate": "axis.annotate('here', (0, 0), (1, 1), arrowprops={'arrowstyle': '->'})",
    "fancy-arrow": "axis.annotate('', (0, 0), (1, 1), arrowprops={'arrowstyle': 'fancy'})",
    "arrow": "axis.arrow(0, 0, 1, 1, width=0.1)",
    "table": "axis.table([['a', 'b'], ['c', 'd']], colLabels=['x', 'y'])",
    "legend": "axis.plot(x, label='a'); axis.legend(frameon=True, shadow=True, title='of')",
    "twinx": "axis.plot(x); axis.twinx().plot(-x, 'C1')",
    "secondary-axis": "axis.secondary_xaxis('top', functions=(np.sqrt, np.square))",
    "inset": "axis.plot(x); axis.inset_axes([0.4, 0.1, 0.4, 0.4]).plot(x)",
    "indicate-inset": "axis.indicate_inset_zoom(axis.inset_axes([0.5, 0.5, 0.4, 0.4], xlim=(0, 1)))",
    "rasterized": "axis.plot(x, rasterized=True)",
    "rasterized-axes": "axis.plot(x); axis.set_rasterized(True)",
    "agg-filter": "axis.plot(x)[0].set_agg_filter(lambda image, dpi: (image, 0, 0))",
    "offset-image": "axis.add_artist(offsetbox.AnnotationBbox(offsetbox.OffsetImage(grid), (0.5, 0.5)))",
    "anchored-text": "axis.add_artist(offsetbox.AnchoredText('loss', loc='center'))",
    "circle": "axis.add_patch(patches.Circle((0.5, 0.5), 0.2)); axis.set_clip_on(False)",
    "ellipse": "axis.add_patch(patches.Ellipse((0.5, 0.5), 0.2, 0.4, angle=30, hatch='x'))",
    "wedge": "axis.add_patch(patches.Wedge((0.5, 0.5), 0.2, 0, 90))",
    "arc": "axis.add_patch(patches.Arc((0.5, 0.5), 0.2, 0.4))",
    "polygon": "axis.add_patch(patches.Polygon([(0, 0), (1, 0), (1, 1)]))",
    "fancy-box": "axis.add_patch(patches.FancyBboxPatch((0, 0), 1, 1))",
    "connection": "axis.add_artist(patches.ConnectionPatch((0, 0), (1, 1), 'data', 'data'))",
    "line-collection": "axis.add_collection(collections.LineCollection([[(0, 0), (1, 1)]]))",
    "patch-collection": "axis.add_collection(collections.PatchCollection([patches.Circle((0, 0), 1)]))",
    "clipped-image": "axis.imshow(grid).set_clip_path(patches.Circle((2, 2), 1, transform=axis.transData))",
    "path-effects": "axis.text(0.5, 0.5, 'a', path_effects=[patheffects.withStroke()])",
    "alpha": "axis.imshow(grid, alpha=0.3); axis.plot([1, 2], alpha=0.3)",
    "link": "axis.text(0.5, 0.5, 'source', url='https://example.org/a?b=1&c=2')",
    "link-of-points": "axis.scatter([1, 2], [1, 2]).set_urls(['https://example.org/a', 'https://example.org/b'])",
    "gid": "axis.plot(x, gid='my line')",
    "mathtext": r"axis.set_title(r'$\mathcal{L}(\theta) = -\sum_i \log \frac{1}{\sqrt{p_i}}$')",
    "xkcd-sketch": "axis.plot(x)[0].set_sketch_params(1, 100, 2)",
}
ON_FIGURE = {
    "polar": "plt.subplot(projection='polar').plot(x, x)",
    "hammer": "plt.subplot(projection='hammer').plot(x - 3, x / 10)",
    "lines-3d": "plt.subplot(projection='3d').plot(x, x, x)",
    "surface-3d": "plt.subplot(projection='3d').plot_surface(*np.meshgrid(x[:4], x[:4]), np.ones((4, 4)))",
    "bars-3d": "plt.subplot(projection='3d').bar3d([0, 1], [0, 1], 0, 1, 1, [1, 2])",
    "voxels": "plt.subplot(projection='3d').voxels(np.ones((2, 2, 2)))",
    "figimage": "plt.figure().figimage(grid * 10)",
    "figure-text": "plt.figtext(0.5, 0.5, 'words'); plt.suptitle('title'); plt.gcf().supxlabel('x')",
    "subfigures": "[one.subplots().plot(x) for one in plt.figure().subfigures(1, 2)]",
    "mosaic": "plt.figure().subplot_mosaic('AB;CC')",
    "matshow-figure": "plt.matshow(np.eye(5), cmap='gray')",
    "imshow-pyplot": "plt.imshow(grid, cmap='Greys'); plt.colorbar()",
    "dark": "plt.style.use('dark_background'); plt.subplots()[1].plot(x); plt.style.use('default')",
}


def code(name: str) -> str:
    """Return the code that draws a figure of a kind."""
    if name in ON_FIGURE:
        return ON_FIGURE[name] + "\nplt.show()\n"
    return f"figure, axis = plt.subplots()\n{ON_AXES[name]}\nplt.show()\n"


KINDS = [*ON_AXES, *ON_FIGURE]
SNIPPET = f"# %% imports\n{HEAD}\n" + "\n".join(f"# %% {name}\n{code(name)}" for name in KINDS)
