"""Charts as SVG for pages: frozen data in, one string out.

Drawn by matplotlib's SVG backend, never through pyplot; the same data give the
same bytes. matplotlib is imported when the first chart is drawn. A chart has a
transparent ground, and writes in the colour of the page around it where the
page says ``svg.plot { color: inherit }``.
"""
